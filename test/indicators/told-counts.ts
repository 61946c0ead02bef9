/** The numbers of people in cells like “20 of 1,000” or “fewer than 5 of 20” that are not rounded as groups are: nobody, or no multiple of five. */
export const notRounded = (cells: readonly string[]): string[] =>
  cells.flatMap((cell) =>
    (cell.replaceAll(/fewer than \d+/g, '').match(/\d[\d,]*/g) ?? []).filter((number) => {
      const people = Number(number.replaceAll(',', ''));
      return people === 0 || people % 5 !== 0;
    }),
  );
