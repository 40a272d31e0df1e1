/** What the keyboard can do anywhere on the page. */
export interface ShortcutActions {
  save(): void;
  open(): void;
  undo(): void;
  redo(): void;
  palette(): void;
  /** Runs the cell in focus: alone with what it lacks, with all it needs, or with all that needs it. */
  run(which: 'cell' | 'with-needs' | 'with-dependents'): void;
  /** Moves the cell in focus. */
  move(by: 1 | -1): void;
  /** Ends the run of the cell in focus, or its waiting: Esc, where nothing in the cell takes it. Elsewhere Esc ends no run. */
  cancel(): void;
}

/** Performs the action of a key stroke and keeps the browser from its own. Undo in a text field stays the field's. */
export function performShortcut(event: KeyboardEvent, actions: ShortcutActions): void {
  const action = actionOf(event, actions);
  if (action === undefined || event.defaultPrevented) return;
  event.preventDefault();
  action();
}

function actionOf(event: KeyboardEvent, actions: ShortcutActions): (() => void) | undefined {
  if (event.key === 'Escape') return () => actions.cancel();
  if (isMove(event)) return () => actions.move(event.key === 'ArrowUp' ? -1 : 1);
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return () => actions.run(runOf(event));
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  switch (event.key.toLowerCase()) {
    case 's':
      return event.shiftKey ? undefined : () => actions.save();
    case 'k':
      return event.shiftKey ? undefined : () => actions.palette();
    case 'o':
      return event.shiftKey ? undefined : () => actions.open();
    case 'z':
      if (isTextField(event.target)) return undefined;
      return event.shiftKey ? () => actions.redo() : () => actions.undo();
    case 'y':
      return isTextField(event.target) ? undefined : () => actions.redo();
    default:
      return undefined;
  }
}

/** Alt and an arrow, but not where a text field or a select has a use for it. */
function isMove(event: KeyboardEvent): boolean {
  const isArrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
  if (!isArrow || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  return !isTextField(event.target) && !(event.target instanceof HTMLSelectElement);
}

function runOf({ shiftKey, altKey }: KeyboardEvent): 'cell' | 'with-needs' | 'with-dependents' {
  if (shiftKey) return 'with-dependents';
  return altKey ? 'with-needs' : 'cell';
}

/** True for what takes typed text, editors of code among them. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable) ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'file'].includes(target.type))
  );
}
