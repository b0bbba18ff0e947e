import { render } from "preact";

import { App } from "./app.tsx";

// The agent opens a running window on a new address when it is asked to show itself: only its ticket is new then.
addEventListener("hashchange", () => location.reload());
render(<App />, document.body);
