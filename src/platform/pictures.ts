/** Widths in which every picture is kept; a smaller one is never enlarged. */
export const pictureWidths = [480, 960, 1600] as const
export type PictureWidth = (typeof pictureWidths)[number]

export const isPictureWidth = (width: number): width is PictureWidth =>
  (pictureWidths as readonly number[]).includes(width)

/** Where a variant lies: spread over 256 folders by the random end of its id. */
export const fileKey = (id: string, width: PictureWidth): string => `${id.slice(-2)}/${id}/${width}.webp`
