import { cellAt, emptyFrame } from '../../../../../core/frame';
import type { Alert } from '../../alerts/alert';
import { maskedAlert } from '../../masks/masked-alert';
import type { ProfileIndex } from '../profile-index';

/** An alert as it may be shown now: see `maskedAlert`. */
export function shownAlert(alert: Alert, profile: ProfileIndex): Alert {
  const target = cellAt(profile.frames.target ?? emptyFrame, 'column', 0);
  return maskedAlert(alert, {
    isName: (text) => profile.place(text) !== undefined,
    isMasked: (column) => {
      const place = profile.place(column);
      return place !== undefined && profile.isMasked(place);
    },
    target: target === null ? null : String(target),
  });
}
