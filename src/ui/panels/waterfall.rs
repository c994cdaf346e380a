//! The waterfall: what the time of each try went to, drawn and as a table.

use diagram::{Layout, Spent};
use leptos::prelude::*;

use crate::state::viewing::Viewing;
use crate::ui::drawing::Drawing;
use crate::words;

#[component]
pub(super) fn Waterfall(viewing: Viewing) -> impl IntoView {
    view! {
        <div class="falls">
            <Drawing viewing host_class="drawing fall-wide" class="dg w waterfall" draw=diagram::waterfall layout=Layout::Wide />
            <Drawing viewing host_class="drawing fall-narrow" class="dg waterfall" draw=diagram::waterfall layout=Layout::Narrow />
        </div>
        <FallTable viewing />
    }
}

/// The same requests as a table, closed at first. It is drawn while it is open.
#[component]
fn FallTable(viewing: Viewing) -> impl IntoView {
    let open = RwSignal::new(false);
    // Which requests these are changes with the moment, what became of them does not.
    let rows = Memo::new(move |_| if open.get() { viewing.sight(diagram::spent) } else { Vec::new() });
    let [request, client, what, from, lasting] = words::WATERFALL_HEAD;
    let row = move |row: Spent| {
        let (at, subject) = (row.from, row.subject);
        view! {
            <tr class:inside=row.inside class:picked=move || viewing.marks(viewing.picked, subject)>
                <th scope="row">{row.name}</th>
                <td>{row.client}</td>
                <td>
                    <button class="text" type="button" on:click=move |_| viewing.go(at, subject)>{row.what}</button>
                </td>
                <td class="r">{at.to_string()}</td>
                <td class="r">{row.lasting.map(|lasting| lasting.to_string())}</td>
            </tr>
        }
    };
    view! {
        <details class="as-table" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{words::WATERFALL_TABLE}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label=words::WATERFALL_TABLE>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{request}</th>
                            <th scope="col">{client}</th>
                            <th scope="col">{what}</th>
                            <th scope="col" class="r">{from}</th>
                            <th scope="col" class="r">{lasting}</th>
                        </tr>
                    </thead>
                    <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
