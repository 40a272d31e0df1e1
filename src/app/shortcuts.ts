/** What the keyboard can do anywhere on the page. */
export interface ShortcutActions {
  save(): void;
  open(): void;
  undo(): void;
  redo(): void;
  /** Esc outside of anything that takes it itself. */
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
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  switch (event.key.toLowerCase()) {
    case 's':
      return event.shiftKey ? undefined : () => actions.save();
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

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'file'].includes(target.type))
  );
}
