/* crypto_common.c -- what people choose first, among passwords of 10 characters and more. */

#include <stdlib.h>
#include <string.h>

#include "crypto_common.h"

const char *const crypto_common[] = {
	"0000000001", "0102030405", "0123456789a", "0987654321a", "1010101010", "1029384756",
	"1111111112", "1111122222", "1122334455", "112233445566", "1212121212", "121212121212",
	"123123123123", "1231231234", "123321123321", "1234512345", "1234561234", "123456123456",
	"1234567890a", "1234567890q", "123456789a", "123456789abc", "123456qwerty", "12345qwert",
	"1357924680", "1471471471", "1472583690", "147258369a", "1593572468", "1q2w3e4r5t",
	"1q2w3e4r5t6y", "1q2w3e4r5t6y7u", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "2468013579",
	"3692581470", "5555566666", "7418529630", "7894561230", "9876543210a", "9998887776",
	"a123456789", "a1234567890", "aa12345678", "aa123456789", "aaaa111111", "aaaaabbbbb",
	"abc1234567", "abc123456789", "abcabcabcabc", "abcd123456", "abcd1234abcd",
	"abcdabcdabcd", "abcdef1234", "abcdef123456", "admin12345", "admin123456",
	"admin1234567", "adminadmin", "adminadmin1", "administrator", "administrator1",
	"adminpassword", "aiueo12345", "aiueoaiueo", "akasatanahamayarawa", "arigatou123",
	"arigatougozaimasu", "asdfasdfasdf", "asdfghjkl1", "asdfghjkl123", "baseball12",
	"baseball123", "basketball", "basketball1", "basketball123", "batman1234", "changeme12",
	"changeme123", "changeme1234", "changepassword", "charlie123", "chuugakkou",
	"computer12", "computer123", "defaultpassword", "doraemon123", "dragonball",
	"dragonball1", "facebook123", "football12", "football123", "fujisan123", "fukuoka123",
	"gakkou1234", "gakkou12345", "goodmorning", "goodmorning1", "goodnight1", "google1234",
	"googlegoogle", "guest12345", "guestguest", "happybirthday", "happynewyear",
	"hello12345", "hello123456", "hellohello", "hellohello1", "helloworld", "helloworld1",
	"himawari123", "himawari1234", "hogosha123", "hokkaido123", "ilovejapan", "ilovejapan1",
	"iloveyou12", "iloveyou123", "iloveyou1234", "iloveyouforever", "iloveyousomuch",
	"initialpassword", "internet12", "internet123", "japan12345", "japanjapan", "kazoku1234",
	"keyboard123", "kodomo1234", "konnichiwa", "konnichiwa1", "kyoushitsu", "letmein123",
	"letmein1234", "letmein12345", "letmeinplease", "lovelovelove", "loveyou123",
	"michael123", "microsoft1", "minecraft1", "minecraft123", "monkey12345", "mypassword",
	"mypassword1", "mypassword12", "mypassword123", "nagoya1234", "newpassword",
	"newpassword1", "newpassword12", "newpassword123", "nihon12345", "nihonjapan",
	"nippon1234", "ohayougozaimasu", "okaasan123", "okinawa123", "openthedoor", "osaka12345",
	"oshirase123", "otousan123", "p@ssw0rd12", "p@ssw0rd123", "p@ssw0rd1234", "p@ssword12",
	"p@ssword123", "p@ssword1234", "passw0rd12", "passw0rd123", "passw0rd1234",
	"password001", "password01", "password12", "password123", "password1234",
	"password12345", "password123456", "password2024", "password2025", "password2026",
	"passwordpassword", "pikachu123", "pleasechange", "pokemon123", "pokemon1234",
	"princess12", "princess123", "q1w2e3r4t5", "q1w2e3r4t5y6", "qazwsxedc123",
	"qazwsxedcrfv", "qweasdzxc123", "qwerasdfzxcv", "qwerty1234", "qwerty12345",
	"qwerty123456", "qwerty7890", "qwertyuiop1", "qwertyuiop12", "qwertyuiop123",
	"renraku123", "renraku1234", "renrakucho", "renrakuchou", "rootpassword", "rootroot123",
	"sakura1234", "sakura12345", "sakurasaku1", "sakurasakura", "samsung123", "sapporo123",
	"sayonara123", "school1234", "school12345", "schoolschool", "shougakkou", "starwars123",
	"student123", "student1234", "sunshine12", "sunshine123", "superman123", "takoyaki123",
	"teacher123", "teacher1234", "temppassword", "test123456", "test1234567", "test12345678",
	"testpassword", "testtest12", "testtest123", "testtesttest", "thankyou123",
	"thepassword", "tokyo12345", "tokyo20202021", "tokyotokyo", "trustno1trustno1",
	"user123456", "userpassword", "useruser123", "volleyball", "volleyball1", "welcome123",
	"welcome1234", "welcome12345", "welcomeback", "welcomehome", "windows123",
	"xyzxyzxyzxyz", "yokohama123", "yokohama1234", "yourpassword", "zaq12wsxcde3",
	"zxcvbnm123", "zxcvbnm1234",
};
const size_t crypto_ncommon = sizeof crypto_common / sizeof crypto_common[0];

static int
compare(const void *key, const void *element)
{
	return strcmp(key, *(const char *const *)element);
}

bool
crypto_is_common(const char *password)
{
	return bsearch(password, crypto_common, crypto_ncommon, sizeof crypto_common[0], compare) != NULL;
}
