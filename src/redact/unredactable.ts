/** No copy can be made of which it is sure that it holds no secret: a whole sentence for the user. */
export class Unredactable extends Error {
  override readonly name = 'Unredactable';
}
