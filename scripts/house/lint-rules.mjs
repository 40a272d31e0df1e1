// Lint rules of this house that no published plugin has. Each message says what to do instead.

/** `eslint-disable` must say why, after two hyphens: `// eslint-disable-next-line no-console -- the runner's one line`. */
const describedDisable = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const isDirective = /^\s*eslint-disable/.test(comment.value);
          if (isDirective && !/\s--\s+\S/.test(comment.value)) {
            context.report({
              loc: comment.loc,
              message: 'Say why the rule does not hold here: add “-- reason”.',
            });
          }
        }
      },
    };
  },
};

/** Every export has a doc comment; one that stands directly below a documented one (a family) shares it. */
const documentedExport = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    const source = context.sourceCode;
    const isDocumented = (node) => {
      const comments = source.getCommentsBefore(node);
      const last = comments.at(-1);
      return last !== undefined && last.type === 'Block' && last.value.startsWith('*');
    };
    const isBelow = (upper, node) =>
      upper?.type === 'ExportNamedDeclaration' && node.loc.start.line - upper.loc.end.line === 1;
    return {
      Program(program) {
        let familyDocumented = false;
        for (const [index, node] of program.body.entries()) {
          if (node.type !== 'ExportNamedDeclaration' || node.declaration === null) continue;
          const inFamily = familyDocumented && isBelow(program.body[index - 1], node);
          familyDocumented = isDocumented(node) || inFamily;
          if (!familyDocumented) {
            context.report({
              node,
              message: 'Write a doc comment: one sentence on what this export is for.',
            });
          }
        }
      },
    };
  },
};

/** The house's own plugin. */
export default {
  rules: { 'described-disable': describedDisable, 'documented-export': documentedExport },
};
