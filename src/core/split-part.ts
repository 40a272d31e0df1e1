/** True for the name of a part that a model learns from, such as `train` or `training`. */
export function isTrainingPart(part: string | null): boolean {
  return part !== null && /train/i.test(part);
}

const HELD_OUT =
  /(^|[^\p{L}])(tests?|testing|val|valid|validation|holdout|heldout|hold|held|eval|evaluation|dev)($|[^\p{L}])/iu;

/** True for the name of a part that is kept back to judge by, such as `test`, `validation` or `hold_out`. */
export function isHeldOutPart(part: string | null): boolean {
  return part !== null && !isTrainingPart(part) && HELD_OUT.test(part);
}
