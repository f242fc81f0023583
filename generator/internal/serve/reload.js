// Loads the page again when the site is built anew, and shows above it what is
// wrong with the site. It is part of no site that is published.
(() => {
	const mine = Number(new URL(document.currentScript.src).searchParams.get('build'));
	const shown = document.createElement('details');
	const summary = document.createElement('summary');
	const list = document.createElement('div');
	list.setAttribute('role', 'alert');
	shown.append(summary, list);
	shown.style.cssText = 'position: fixed; inset: auto 0 0; z-index: 9; max-height: 50vh; overflow: auto; padding: 0.75rem 1rem; '
		+ 'background: Canvas; color: CanvasText; border-top: 4px solid #A3262A; font: 14px/1.45 ui-monospace, monospace; white-space: pre-wrap';

	const events = new EventSource('/.serve/events');
	events.onmessage = (event) => {
		const news = JSON.parse(event.data);
		if (news.build !== mine) {
			events.close();
			location.reload();
			return;
		}
		shown.remove();
		summary.textContent = news.broken ? 'Something is wrong' : 'Something could be better';
		list.textContent = news.problems;
		shown.open = news.broken;
		if (news.problems) document.body.append(shown);
	};
})();
