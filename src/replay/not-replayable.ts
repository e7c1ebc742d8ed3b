/** A captured call cannot be sent again as it is: whole sentences for the user, with what to do. */
export class NotReplayable extends Error {
  override readonly name = 'NotReplayable';
}
