import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Where a value does not fit its schema, and why, in words. */
export interface NamedIssue {
  readonly path: string;
  readonly reason: string;
}

/** The first issue of a failed parse, its path written under `base`: `cells[2].params.header`. */
export function firstIssue(error: z.ZodError, base: string): NamedIssue {
  const issue = error.issues[0];
  return issue === undefined ? { path: base, reason: 'it does not fit' } : nameIssue(issue, base);
}

/** Writes an issue as a path and a reason. */
export function nameIssue(issue: Issue, base: string): NamedIssue {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  return { path: pathText(base, path), reason: reasonOf(issue) };
}

/** A path as people write it in code: `cells[2].params["my column"]`. */
export function pathText(base: string, path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const name = String(part);
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, base);
}

function reasonOf(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'this field is not known here';
    case 'invalid_union': {
      const branches = issue.errors.flatMap((errors) => errors.slice(0, 1).map(reasonOf));
      return branches.length > 0 ? [...new Set(branches)].join(', or ') : plainReason(issue.message);
    }
    default:
      return plainReason(issue.message);
  }
}

function plainReason(message: string): string {
  const text = message.replace(/^Invalid input: /, '');
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/**
 * True when a value has another JSON type than its schema takes (text for a number, an unknown field), as opposed to a
 * value that is missing, out of range or not among the choices: those a person can mend in the cell itself.
 */
export function isWrongType(issue: Issue, root: unknown): boolean {
  const value = valueAt(root, issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return value !== undefined && !(issue.expected === 'int' && typeof value === 'number');
    case 'invalid_value':
      return value !== undefined && !issue.values.some((allowed) => typeof allowed === typeof value);
    case 'invalid_union':
      return (
        issue.errors.length > 0 &&
        issue.errors.every((errors) => errors.some((inner) => isWrongType(inner, value)))
      );
    case 'unrecognized_keys':
      return true;
    default:
      return false;
  }
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    root,
  );
}
