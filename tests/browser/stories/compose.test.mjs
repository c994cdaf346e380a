// Build the request: every piece too much, wrong or missing.

import { compose, stories } from "../practice.mjs";
import { stage } from "../stage.mjs";

stories(stage(), compose);
