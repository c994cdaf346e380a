// Point at the place: in the drawing and in the list.

import { point, stories } from "../practice.mjs";
import { stage } from "../stage.mjs";

stories(stage(), point);
