/**
 * A person's 12-digit number must never be held here (L19). True where the text contains
 * twelve digits, in any width and with the usual separators, whose check digit is right
 * (総務省令第85号 第5条: weights 6..2,7..2, modulus 11).
 */
export function containsMyNumber(text: string): boolean {
  const digits = text.normalize('NFKC').match(/(?<!\d)\d(?:[ \-‐‑–—−ー.・/]?\d){11}(?!\d)/g) ?? [];
  return digits.some((found) => hasCheckDigit(found.replace(/\D/g, '')));
}

function hasCheckDigit(number: string): boolean {
  const sum = [...number.slice(0, 11)].reduce((total, digit, index) => {
    const position = 11 - index;
    return total + Number(digit) * (position <= 6 ? position + 1 : position - 5);
  }, 0);
  const rest = sum % 11;
  return Number(number.at(-1)) === (rest <= 1 ? 0 : 11 - rest);
}
