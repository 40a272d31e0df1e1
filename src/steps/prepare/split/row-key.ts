export { rowHash } from '../../../core/row-key';
