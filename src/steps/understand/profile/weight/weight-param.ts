import { columnParam } from '../../../../core/column-param';
import { WEIGHT_TYPES } from './weight-column';

/** The params of `profile` about a weight of the rows. */
export const weightParams = {
  weight: columnParam(
    'table',
    'A column of weights: figures in which each row counts as much as its weight are shown beside the others. Empty: none',
    WEIGHT_TYPES,
  ),
};
