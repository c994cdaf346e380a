// How questions of each form are answered, and what must come of it, worked out from their answer keys alone.

/** Everything that may be answered: `{ name, given, right, told }`, with the names of the replies that are due. */
export function ways(question) {
  return FORMS[question.form].ways(question);
}

/** Enters an answer with the mouse, or without one. */
export async function enter(card, question, given, { byKeys = false } = {}) {
  await FORMS[question.form][byKeys ? "type" : "fill"](card, question, given);
}

/** What stands in the fields now. */
export function entered(card, question) {
  return FORMS[question.form].read(card, question);
}

/** What presses the button that leads on to the verdict: twice where the first time only asks for more. */
export function presses(question, given) {
  return FORMS[question.form].presses?.(given) ?? 1;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const sorted = (list) => [...list].sort();

/** Brings a checkbox or a radio button to a state by the keyboard alone. */
async function turn(input, wanted) {
  if ((await input.isChecked()) === wanted) return;
  await input.focus();
  await input.page().keyboard.press("Space");
}

async function pick(select, index) {
  await select.focus();
  await select.page().keyboard.press("Home");
  for (let step = 0; step < index; step += 1) await select.page().keyboard.press("ArrowDown");
}

async function write(field, text) {
  await field.focus();
  await field.page().keyboard.press("Control+A");
  await field.page().keyboard.type(text);
}

const several = {
  ways({ fields, key }) {
    const way = (name, picked) => ({
      name,
      given: { options: picked },
      right: same(sorted(picked), sorted(key)),
      told: [...picked.filter((id) => !key.includes(id)), ...key.filter((id) => !picked.includes(id)).map((id) => `missed-${id}`)],
    });
    return [
      way("all right", key),
      ...fields.filter((id) => !key.includes(id)).map((id) => way(`${id} as well`, [...key, id])),
      ...key.map((id) => way(`without ${id}`, key.filter((it) => it !== id))),
      way("none", []),
      way("all", fields),
    ];
  },
  boxes: (card) => card.locator(".form .opt input"),
  async fill(card, { fields }, { options }) {
    for (const [index, id] of fields.entries()) await this.boxes(card).nth(index).setChecked(options.includes(id));
  },
  async type(card, { fields }, { options }) {
    for (const [index, id] of fields.entries()) await turn(this.boxes(card).nth(index), options.includes(id));
  },
  async read(card, { fields }) {
    const checked = await this.boxes(card).evaluateAll((all) => all.map((it) => it.checked));
    return { options: fields.filter((_, index) => checked[index]) };
  },
  presses: ({ options }) => (options.length === 0 ? 2 : 1),
};

const number = {
  ways({ key: { truth, tolerance_percent, known } }) {
    const way = (name, value, told) => ({
      name: `${name} ${value / 1000}`,
      given: { number: Math.round(value) },
      right: Math.abs(value - truth) <= (Math.abs(truth) * tolerance_percent) / 100,
      told: told ?? [],
    });
    return [
      way("exactly", truth),
      ...known.map((value, place) => way("known", value, [`known-${place}`])),
      way("far above", Math.abs(truth) * 7 + 1_000_000),
      way("far below", -Math.abs(truth) - 5_000_000),
    ];
  },
  field: (card) => card.locator(".form .field input"),
  fill(card, _, { number }) {
    return this.field(card).fill(String(number / 1000));
  },
  type(card, _, { number }) {
    return write(this.field(card), String(number / 1000));
  },
  async read(card) {
    return { number: Math.round(Number(await this.field(card).inputValue()) * 1000) };
  },
};

const order = {
  ways({ ids, key: { items, swaps } }) {
    const told = (given) =>
      swaps.flatMap(({ before, after }, place) => (given.indexOf(before) < given.indexOf(after) ? [`swap-${place}`] : []));
    const way = (name, given) => ({ name, given: { order: given }, right: same(given, items), told: told(given) });
    const exchanged = (one, other) =>
      items.map((id) => (id === one ? other : id === other ? one : id));
    return [
      way("as offered", ids),
      ...swaps.map(({ before, after }) => way(`${before} before ${after}`, exchanged(before, after))),
      way("backwards", [...items].reverse()),
      way("in order", items),
    ];
  },
  /** Moves each item to its place, from the first on, by its buttons. */
  async fill(card, question, { order }, press = (button) => button.click()) {
    for (const [place, id] of order.entries()) {
      let at = (await this.read(card, question)).order.indexOf(id);
      for (; at > place; at -= 1) await press(card.locator(".order li").nth(at).getByRole("button", { name: /^Move up/ }));
    }
  },
  type(card, question, given) {
    return this.fill(card, question, given, async (button) => {
      await button.focus();
      await button.page().keyboard.press("Enter");
    });
  },
  async read(card, { ids, texts }) {
    const rows = await card.locator(".order .item").evaluateAll((all) => all.map((it) => it.textContent.replace(/\s+/g, " ").trim()));
    return { order: rows.map((text) => ids[texts.indexOf(text)]) };
  },
};

const matching = {
  ways({ ids, key }) {
    const way = (name, pairs) => ({
      name,
      given: { pairs },
      right: same(pairs, key),
      told: pairs.flatMap(([part, answer], place) => (answer === key[place][1] ? [] : [part])),
    });
    const others = key.flatMap(([part, right], place) =>
      ids.filter((id) => id !== right).map((id) => way(`${part} with ${id}`, key.with(place, [part, id]))),
    );
    return [way("as it belongs", key), ...others, way("all alike", key.map(([part]) => [part, ids[0]]))];
  },
  lists: (card) => card.locator(".form .pair select"),
  async fill(card, { ids }, { pairs }, choose = (list, index) => list.selectOption({ index })) {
    for (const [row, [, id]] of pairs.entries()) await choose(this.lists(card).nth(row), ids.indexOf(id) + 1);
  },
  type(card, question, given) {
    return this.fill(card, question, given, pick);
  },
  async read(card, { ids, key }) {
    const places = await this.lists(card).evaluateAll((all) => all.map((it) => it.selectedIndex - 1));
    return { pairs: key.map(([part], row) => [part, ids[places[row]]]) };
  },
};

const gaps = {
  ways({ fields, key }) {
    const right = key.map(({ id, accept }) => [id, accept[0]]);
    const options = fields.filter((it) => it !== "Text").map((it) => it.Gap[1]);
    const way = (name, pairs, right, told) => ({ name, given: { pairs }, right, told });
    const others = key.flatMap(({ id, accept, known }, place) => [
      ...accept.slice(1).map((word) => [word, true, []]),
      ...known.flatMap((spellings, reply) => spellings.map((word) => [word, false, [`${id}-known-${reply}`]])),
      ...(options[place] ? [] : [["zzz", false, [id]], [` ${accept[0].toUpperCase()} `, true, []]]),
    ].map(([word, good, told]) => way(`${id}: ${word}`, right.with(place, [id, word]), good, told)));
    return [way("as it should read", right, true, []), ...others];
  },
  fields: (card) => card.locator(".form .gap :is(input, select)"),
  async fill(card, _, { pairs }, byKeys = false) {
    for (const [place, [, word]] of pairs.entries()) {
      const field = this.fields(card).nth(place);
      const words = await field.evaluate((it) => [...(it.options ?? [])].map(({ value }) => value));
      if (byKeys) await (words.length ? pick(field, words.indexOf(word)) : write(field, word));
      else await (words.length ? field.selectOption(word) : field.fill(word));
    }
  },
  type(card, question, given) {
    return this.fill(card, question, given, true);
  },
  async read(card, { key }) {
    const words = await this.fields(card).evaluateAll((all) => all.map(({ value }) => value));
    return { pairs: key.map(({ id }, place) => [id, words[place]]) };
  },
};

const truths = {
  ways({ fields, key }) {
    const way = (name, held) => ({
      name,
      given: { options: held },
      right: same(sorted(held), sorted(key)),
      told: fields.filter((id) => held.includes(id) !== key.includes(id)),
    });
    const flipped = (id) => (key.includes(id) ? key.filter((it) => it !== id) : fields.filter((it) => it === id || key.includes(it)));
    return [
      way("as it is", key),
      ...fields.map((id) => way(`${id} judged wrongly`, flipped(id))),
      way("all wrong", fields.filter((id) => !key.includes(id))),
    ];
  },
  button: (card, row, holds) => card.locator(".truth").nth(row).locator("input").nth(holds ? 0 : 1),
  async fill(card, { fields }, { options }) {
    for (const [row, id] of fields.entries()) await this.button(card, row, options.includes(id)).check();
  },
  async type(card, { fields }, { options }) {
    for (const [row, id] of fields.entries()) await turn(this.button(card, row, options.includes(id)), true);
  },
  async read(card, { fields }) {
    const held = await card.locator(".truth").evaluateAll((all) => all.map((it) => it.querySelector("input").checked));
    return { options: fields.filter((_, row) => held[row]) };
  },
};

const free = {
  ways({ key }) {
    const all = [...Array(key).keys()];
    const way = (name, points) => ({ name, given: { explained: { text: "In my own words.", points } }, right: points.length === key, told: [] });
    return [way("every point", all), way("no point", []), way("all but the first", all.slice(1))];
  },
  async fill(card, _, { explained }, byKeys = false) {
    const field = card.locator(".form textarea");
    await (byKeys ? write(field, explained.text) : field.fill(explained.text));
    const go = card.locator("button.go");
    if (byKeys) await go.press("Enter");
    else await go.click();
    for (const point of explained.points) {
      const box = card.locator(".form .opt input").nth(point);
      await (byKeys ? turn(box, true) : box.check());
    }
  },
  type(card, question, given) {
    return this.fill(card, question, given, true);
  },
  async read(card) {
    const text = await card.locator(".form textarea").inputValue();
    const checked = await card.locator(".form .opt input").evaluateAll((all) => all.map((it) => it.checked));
    return { explained: { text, points: checked.flatMap((it, place) => (it ? [place] : [])) } };
  },
};

/** The forms that are entered into fields. */
export const FORMS = { Several: several, Number: number, Order: order, Matching: matching, Gaps: gaps, Truths: truths, Free: free };
