// A live figure as a reader sees and drives it.

import { plain } from "./course.mjs";
import { until } from "./until.mjs";

const BUTTONS = { back: "Back one event", step: "Next event", arrival: "Next arrival", restart: "Start again" };

/** The figure inside `host`, an element's locator, called `where` in messages. */
export class Figure {
  constructor(page, host, where) {
    Object.assign(this, { page, host, where });
    this.scrub = host.locator(".scrub input[type=range]");
    this.bar = host.locator(".bar");
    this.transport = host.locator(".transport");
    this.speed = host.locator(".speed input");
  }

  /** All that the figure shows of one moment. What was pressed before is drawn with the next frame; what is read follows. */
  async moment() {
    return this.host.evaluate(async (host) => {
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const text = (selector) => host.querySelector(selector).textContent.replace(/\s+/g, " ").trim();
      const [clock, end] = text(".clock").split(" of ");
      const drawn = [...host.querySelectorAll(".drawing")].filter((drawing) => drawing.clientWidth > 0);
      return {
        clock,
        end,
        said: text(".say"),
        spoken: text(".say b"),
        knows: text(".knows"),
        place: Number(host.querySelector(".scrub input").value),
        valueText: host.querySelector(".scrub input").getAttribute("aria-valuetext").replace(/\s+/g, " "),
        picture: drawn.map((drawing) => drawing.innerHTML).join("\n"),
      };
    });
  }

  async press(name) {
    await this.bar.getByRole("button", { name: BUTTONS[name] ?? name, exact: true }).click();
  }

  /** Moves the scrub bar to a place between 0 and 1000. */
  async seek(place) {
    await this.scrub.fill(String(place));
  }

  /** How many marks for events the scrub bar has. */
  events() {
    return this.host.locator(".ticks line").count();
  }

  async table() {
    return plain(await this.host.locator(".fig > .as-table table").textContent());
  }

  /** Chooses the fastest of the offered speeds. */
  async fastest() {
    await this.speed.fill(await this.speed.getAttribute("max"));
  }

  /** Chooses the slowest, so that a busy machine does not miss what happens on the way. */
  async slowest() {
    await this.speed.fill("0");
  }

  /** Whether it plays now. */
  async plays() {
    return (await this.bar.getByRole("button", { name: "Pause", exact: true }).count()) > 0;
  }

  /** Shows the controls that are needed less often. */
  async more() {
    const button = this.bar.getByRole("button", { name: "More", exact: true });
    if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
    await this.host.locator(".more").waitFor();
  }

  untilEnd() {
    return until(`${this.where}: the run has come to its end`, async () => {
      const { clock, end } = await this.moment();
      return clock === end;
    }, 40_000);
  }
}
