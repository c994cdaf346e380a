// Be the server: every status for every request.

import { serve, stories } from "../practice.mjs";
import { stage } from "../stage.mjs";

stories(stage(), serve);
