import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { sqlTokens } from '../../core/sql-tokens';
import { columnSource, type SqlSchema } from './column-completion';
import { duckdbDialect } from './duckdb-dialect';
import { editorTheme } from './editor-theme';

/** A fault to show in the text: at an offset in UTF-16 units, or of the whole where none is known. */
export interface SqlFault {
  readonly message: string;
  readonly offset?: number | undefined;
}

/** What an editor starts with. */
export interface EditorStart {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly placeholder: string;
  readonly oninput: (text: string) => void;
  readonly onblur: () => void;
  readonly onrun: () => void;
}

/** A mounted editor. */
export interface MountedEditor {
  readonly text: string;
  readonly hasFocus: boolean;
  /** Replaces the text where it is another; the caret stays as near as it can. */
  setText(text: string): void;
  setSchema(schema: SqlSchema): void;
  setFault(fault: SqlFault | null): void;
  setDisabled(isDisabled: boolean): void;
  focus(from: number, to: number): void;
  destroy(): void;
}

/** Mounts CodeMirror with the SQL of DuckDB. A module of its own, so that it is fetched when the first editor shows. */
export function mountEditor(start: EditorStart): MountedEditor {
  const language = new Compartment();
  const attributes = new Compartment();
  const access = new Compartment();
  const view = new EditorView({
    parent: start.parent,
    state: EditorState.create({
      doc: start.text,
      extensions: [
        runKey(start.onrun),
        language.of(sqlLanguage({})),
        attributes.of(contentAttributes(start.label, false)),
        access.of([]),
        basics(start.placeholder),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) start.oninput(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({ blur: () => start.onblur() }),
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    get hasFocus() {
      return view.hasFocus;
    },
    setText: (text) => {
      const { doc } = view.state;
      if (doc.toString() !== text) view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    },
    setSchema: (schema) => view.dispatch({ effects: language.reconfigure(sqlLanguage(schema)) }),
    setFault: (fault) => {
      view.dispatch({ effects: attributes.reconfigure(contentAttributes(start.label, fault !== null)) });
      view.dispatch(setDiagnostics(view.state, fault === null ? [] : [diagnosticOf(view.state, fault)]));
    },
    setDisabled: (isDisabled) =>
      view.dispatch({
        effects: access.reconfigure(
          isDisabled ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [],
        ),
      }),
    focus: (from, to) => {
      const { length } = view.state.doc;
      view.dispatch({ selection: { anchor: Math.min(from, length), head: Math.min(to, length) } });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** Ctrl or ⌘ with Enter runs; no one else hears of the key. Tab leaves the editor, as it leaves any field. */
function runKey(onrun: () => void): Extension {
  const run = (view: EditorView): boolean => {
    closeCompletion(view);
    onrun();
    return true;
  };
  return Prec.highest(keymap.of([{ key: 'Mod-Enter', run, preventDefault: true, stopPropagation: true }]));
}

function basics(hint: string): Extension {
  return [
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.lineWrapping,
    placeholder(hint),
    editorTheme,
  ];
}

function sqlLanguage(schema: SqlSchema): Extension {
  const tables = Object.fromEntries(Object.entries(schema).map(([table, columns]) => [table, [...columns]]));
  return [
    sql({ dialect: duckdbDialect, schema: tables, upperCaseKeywords: true }),
    duckdbDialect.language.data.of({ autocomplete: columnSource(schema) }),
  ];
}

function contentAttributes(label: string, isInvalid: boolean): Extension {
  return EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-invalid': String(isInvalid),
    spellcheck: 'false',
    autocapitalize: 'off',
  });
}

/** Underlines the word at the fault; the whole text where its place is not known. */
function diagnosticOf(state: EditorState, { message, offset }: SqlFault) {
  const text = state.doc.toString();
  const severity = 'error' as const;
  if (offset === undefined) return { from: 0, to: text.length, message, severity };
  const from = Math.min(offset, text.length);
  const token = sqlTokens(text).find(({ start, end }) => start <= from && from < end);
  return { from, to: token?.end ?? from, message, severity };
}
