import './lockdown';
import '../core/no-eval';
import './theme.css';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no element “app”.');

try {
  // Reading the code and drawing the page are tasks of their own, so that neither keeps the browser from answering.
  const { start } = await import('./start');
  await new Promise((resume) => setTimeout(resume));
  await start(target);
} catch (error) {
  showFault(target, error);
}

/** For faults before there is an app that could show them: an old browser, or a file that did not arrive. */
function showFault(place: HTMLElement, error: unknown): void {
  const shell = Object.assign(document.createElement('div'), { className: 'shell' });
  const title = Object.assign(document.createElement('b'), { textContent: 'Sluice did not open.' });
  const hint = 'Reload the page in a current Chromium, Firefox or Safari. Nothing of yours was lost.';
  const todo = Object.assign(document.createElement('p'), { textContent: hint, role: 'alert' });
  const detail = Object.assign(document.createElement('p'), { textContent: String(error) });
  shell.append(title, todo, detail);
  place.replaceChildren(shell);
}
