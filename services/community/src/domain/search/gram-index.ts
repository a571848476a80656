const FIRST = 4;

/** Numbers of texts in the order in which they came. */
class Posting {
  texts = new Int32Array(FIRST);
  count = 0;

  add(text: number): void {
    if (this.count === this.texts.length) {
      const longer = new Int32Array(2 * this.count);
      longer.set(this.texts);
      this.texts = longer;
    }
    this.texts[this.count] = text;
    this.count += 1;
  }
}

/** Texts by the grams that they hold (pairs of letters, or letters). A text is a number and never changes. */
export class GramIndex {
  private readonly postings = new Map<number, Posting>();

  add(text: number, grams: readonly number[]): void {
    for (const gram of grams) {
      let posting = this.postings.get(gram);
      if (posting === undefined) this.postings.set(gram, (posting = new Posting()));
      posting.add(text);
    }
  }

  /** Adds one to `shared` of each text for each of these grams that it holds; `touched` gets each text once. */
  count(grams: readonly number[], shared: Uint8Array, touched: number[]): void {
    for (const gram of grams) {
      const posting = this.postings.get(gram);
      if (posting === undefined) continue;
      const { texts, count } = posting;
      for (let at = 0; at < count; at += 1) {
        const text = texts[at] ?? 0;
        if (shared[text] === 0) touched.push(text);
        shared[text] = (shared[text] ?? 0) + 1;
      }
    }
  }
}
