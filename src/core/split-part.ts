/** True for the name of a part that a model learns from, such as `train` or `training`. */
export function isTrainingPart(part: string | null): boolean {
  return part !== null && /train/i.test(part);
}
