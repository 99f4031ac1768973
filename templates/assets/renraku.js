/*
 * renraku.js -- small comforts.  Every page works without it.
 *
 *   #error-summary            gets the focus when a form did not pass
 *   [data-password]           button that shows the password field it names in aria-controls;
 *                             data-password and data-password-hide are its two texts
 *   [data-when="id id"]       shown while one of these radios or checkboxes is checked, or when it holds an error
 *   [data-check-all="id"]     button that checks every checkbox inside that element
 *   [data-count="id"]         how many checkboxes inside that element are checked
 *   [data-refresh="60"]       page to load again after so many seconds, but not under somebody's hands
 *   #timeout[data-seconds]    sentence to show two minutes before the session ends
 *   [data-print]              button that prints the page
 */
const all = (selector, from) => Array.prototype.slice.call((from || document).querySelectorAll(selector));
const byId = (id) => document.getElementById(id);

const summary = byId("error-summary");
if (summary) {
	summary.focus();
}

/* One sending for one form, however often it is tapped. */
document.addEventListener("submit", (event) => {
	const form = event.target;
	if (form.method !== "post") {
		return;
	}
	if (form.hasAttribute("data-sent")) {
		event.preventDefault();
		return;
	}
	form.setAttribute("data-sent", "");
	all("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
});
const reopen = () => all("form[data-sent]").forEach((form) => {
	form.removeAttribute("data-sent");
	all("button", form).forEach((button) => button.removeAttribute("aria-disabled"));
});
/* Back from the next page, or a download that left this page standing. */
window.addEventListener("pageshow", reopen);
document.addEventListener("submit", () => setTimeout(reopen, 10000));

all("[data-password]").forEach((button) => {
	const input = byId(button.getAttribute("aria-controls"));
	const show = button.getAttribute("data-password");
	const hide = button.getAttribute("data-password-hide");
	if (!input) {
		return;
	}
	const set = (shown) => {
		input.type = shown ? "text" : "password";
		button.textContent = shown ? hide : show;
	};
	button.addEventListener("click", () => set(input.type === "password"));
	if (input.form) {
		input.form.addEventListener("submit", () => set(false));
	}
	set(false);
	button.hidden = false;
});

const conditional = all("[data-when]");
const conditions = () => conditional.forEach((block) => {
	const boxes = block.getAttribute("data-when").split(" ").map(byId).filter(Boolean);
	block.hidden = boxes.length > 0 && !boxes.some((box) => box.checked) && !block.querySelector("[aria-invalid]");
});
const counts = () => all("[data-count]").forEach((place) => {
	const from = byId(place.getAttribute("data-count"));
	place.textContent = from ? all("input[type=checkbox]:checked", from).length : 0;
});
document.addEventListener("change", () => { conditions(); counts(); });
window.addEventListener("pageshow", () => { conditions(); counts(); });
conditions();
counts();

all("[data-check-all]").forEach((button) => {
	button.hidden = false;
	button.addEventListener("click", () => {
		const boxes = all("input[type=checkbox]", byId(button.getAttribute("data-check-all")));
		const every = boxes.every((box) => box.checked);
		boxes.forEach((box) => { box.checked = !every; });
		counts();
	});
});

all("[data-print]").forEach((button) => {
	button.hidden = false;
	button.addEventListener("click", () => window.print());
});

const fresh = document.querySelector("[data-refresh]");
if (fresh) {
	let touched = Date.now();
	const wait = Number(fresh.getAttribute("data-refresh")) * 1000;
	["input", "change", "keydown", "pointerdown", "scroll"].forEach((name) => {
		document.addEventListener(name, () => { touched = Date.now(); }, { passive: true });
	});
	setInterval(() => {
		const at = document.activeElement;
		const busy = (at && /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) || all("main [type=checkbox]:checked").length > 0;
		if (!busy && !document.hidden && Date.now() - touched > wait) {
			window.location.reload();
		}
	}, 5000);
}

const timeout = byId("timeout");
if (timeout) {
	const seconds = Number(timeout.getAttribute("data-seconds"));
	setTimeout(() => { timeout.hidden = false; }, Math.min(Math.max(seconds - 120, 0) * 1000, 2147483647));
}
