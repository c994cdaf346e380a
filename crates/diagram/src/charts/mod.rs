//! Charts: levels over time, answers in each stretch of time, and how long requests took. What theory gives is a
//! dashed line. What has not happened yet is not drawn.

mod answers;
mod bins;
mod data;
mod frame;
mod level;
mod line;
mod picked;
mod responses;
mod theory;

use ::theory::Mmc;
use trace::{NodeId, Time};

use crate::units::Tenths;
use crate::words::charts as words;
use crate::{Run, Scene, Sight, Subject, Viewpoint};
use level::Level;
use line::Line;
use responses::{Measured, thousandths};

pub(crate) use data::Data;
pub use picked::event_near;
pub use theory::Theory;

/// Servers that have charts.
const MOST_SERVERS: usize = 3;

/// One chart: 304 units wide, whatever the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Equal from moment to moment.
    pub key: String,
    pub title: String,
    pub scene: Scene,
    /// The same in words.
    pub text: String,
    /// What stands out in it, so that one can go there without a pointer.
    pub peak: Option<Peak>,
}

/// What stands out in a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peak {
    pub at: Time,
    /// `the slowest, 122 ms`.
    pub name: String,
}

/// Whose requests are counted.
#[derive(Clone, Copy, Debug)]
struct Asked<'a>(&'a [NodeId]);

impl Asked<'_> {
    fn takes(self, client: NodeId) -> bool {
        self.0.contains(&client)
    }
}

/// All charts that whoever looks can have. A client knows its own requests and no queue; a server its queue and its workers.
pub fn charts(sight: &Sight<'_>, theory: Option<&Theory>) -> Vec<Chart> {
    let (run, at) = (sight.run, sight.at.min(sight.run.end()));
    let data = run.charts();
    let theory = theory.and_then(|theory| Some((theory, theory.queue()?)));
    let sight = &Sight { at, ..*sight };
    let view = View { sight, run, at, data, ghost: sight.ghost, theory };
    let mut charts = Vec::new();
    match &sight.viewpoint {
        Viewpoint::Everyone => view.asking(Asked(&data.outside), &mut charts),
        Viewpoint::Only(node) if data.open_of.iter().any(|(client, _)| client == node) => {
            view.asking(Asked(core::slice::from_ref(node)), &mut charts);
        }
        Viewpoint::Only(_) => {}
    }
    let sees =
        |node: NodeId| sight.viewpoint == Viewpoint::Everyone || sight.viewpoint == Viewpoint::Only(node);
    for server in data.servers.iter().filter(|server| sees(server.node)).take(MOST_SERVERS) {
        charts.extend(view.server(server));
    }
    if sight.viewpoint == Viewpoint::Everyone {
        charts.push(view.in_flight());
        let more = data.servers.len().saturating_sub(MOST_SERVERS);
        if let Some(last) = charts.last_mut().filter(|_| more > 0) {
            last.say(&words::more_servers(more));
        }
    }
    if let Some(cut_short) = crate::words::cut_short(run.trace.ended).filter(|_| at == run.end()) {
        charts.iter_mut().for_each(|chart| chart.say(cut_short));
    }
    charts
}

impl Chart {
    /// Whether anything is drawn, so that its places lead somewhere; else it says why not.
    pub fn is_plot(&self) -> bool {
        self.scene.shapes.iter().any(|shape| shape.class == "axis")
    }

    fn say(&mut self, sentence: &str) {
        self.text.push(' ');
        self.text.push_str(sentence);
    }
}

/// What a place of a chart leads to, `across` in thousandths of its width: the event of that moment, or a request that took so
/// long.
pub fn chart_leads_to(
    sight: &Sight<'_>,
    theory: Option<&Theory>,
    key: &str,
    across: u16,
) -> Option<(Time, Option<Subject>)> {
    let across = frame::WIDTH * Tenths::from(across) / 1000;
    if key != RESPONSES {
        return Some(event_near(sight, picked::moment(sight, across)));
    }
    let data = sight.run.charts();
    let own;
    let asked = match sight.viewpoint {
        Viewpoint::Everyone => Asked(&data.outside),
        Viewpoint::Only(node) => {
            own = [node];
            Asked(&own)
        }
    };
    let even = theory.is_some_and(|theory| theory.queue().is_some()) && asked.0.len() == data.open_of.len();
    responses::at(&data.responses, asked, even, across, sight.at).map(picked::of)
}

/// The chart that has no time axis.
const RESPONSES: &str = "responses";

/// A run at a moment, with what charts need.
struct View<'a> {
    sight: &'a Sight<'a>,
    run: &'a Run,
    at: Time,
    data: &'a Data,
    ghost: Option<&'a Run>,
    theory: Option<(&'a Theory, Mmc)>,
}

impl View<'_> {
    /// What those who ask can see.
    fn asking(&self, asked: Asked<'_>, charts: &mut Vec<Chart>) {
        charts.push(self.responses(asked));
        charts.push(self.answers(asked));
        charts.push(self.open(asked));
    }

    /// Theory speaks of all requests together.
    fn theory(&self, asked: Asked<'_>) -> Option<(&Theory, Mmc)> {
        self.theory.filter(|_| asked.0.len() == self.data.open_of.len())
    }

    /// A title, with the name of who asks where that could be somebody else.
    fn titled(&self, title: &str, asked: Asked<'_>) -> String {
        let several = self.data.open_of.len() > 1;
        let one = asked.0.first().filter(|_| several && asked.0.len() == 1);
        words::of(title, one.map(|node| self.run.name(*node)))
    }

    fn responses(&self, asked: Asked<'_>) -> Chart {
        let measured = Measured::of(&self.data.responses, asked, self.at);
        let theory = self.theory(asked);
        let ghost = self.ghost.and_then(|ghost| {
            let before = Measured::of(&ghost.charts().responses, asked, self.at);
            Some((before.count(), before.mean?, before.percentiles[0]?))
        });
        let text = words::responses(&words::Responses {
            count: measured.count(),
            mean: measured.mean,
            percentiles: measured.percentiles,
            open: self.data.open_level(asked).at(self.at),
            before: self.uncounted(asked),
            theory: theory.map(|(theory, queue)| {
                [None, Some(0.5), Some(0.9), Some(0.99)].map(|share| theory.response(queue, share))
            }),
            ghost,
        });
        let ended = || self.data.responses.iter().take_while(|own| own.at <= self.at);
        let counts = |own: &&data::Response| own.counts && asked.takes(own.client);
        let request = picked::request(self.sight);
        let chosen = request.and_then(|request| ended().filter(counts).find(|own| own.request == request));
        let lasting = chosen.map(|own| own.lasting);
        let scene = responses::draw(&self.data.responses, &measured, asked, theory, lasting);
        let slowest = ended().filter(counts).max_by_key(|own| own.lasting);
        let peak = slowest.map(|own| Peak { at: own.at, name: words::slowest(own.lasting) });
        Chart { key: RESPONSES.to_owned(), title: self.titled(words::RESPONSES, asked), scene, text, peak }
    }

    /// Requests that have an outcome and do not count, because the system was still filling up.
    fn uncounted(&self, asked: Asked<'_>) -> usize {
        let past = self.data.responses.iter().take_while(|response| response.at <= self.at);
        past.filter(|response| !response.counts && asked.takes(response.client)).count()
    }

    fn answers(&self, asked: Asked<'_>) -> Chart {
        let window = answers::window(self.run);
        #[expect(clippy::cast_precision_loss, reason = "a level of a chart")]
        let expected =
            self.theory(asked).map(|(_, queue)| thousandths(queue.arrivals * window.0 as f64 / 1e9));
        let scene = answers::draw(self.sight, &self.data.responses, asked, expected);
        let counts = answers::counts(self.run, &self.data.responses, asked, self.at);
        let most = counts.iter().copied().max().unwrap_or(0);
        let text = words::answers(counts.iter().sum(), most, window, expected);
        Chart {
            key: "answers".to_owned(),
            title: self.titled(&words::answers_in(window), asked),
            scene,
            text,
            peak: None,
        }
    }

    fn open(&self, asked: Asked<'_>) -> Chart {
        #[expect(clippy::cast_precision_loss, reason = "a level of a chart")]
        let theory = self.theory(asked).map(|(theory, queue)| {
            thousandths(queue.mean_inside() + queue.arrivals * theory.trips.0 as f64 / 1e9)
        });
        let ghost = self.ghost.map(|ghost| ghost.charts().open_level(asked));
        let line = Line { role: "level w", room: 1, theory, ghost };
        self.level("open", self.titled(words::OPEN, asked), self.data.open_level(asked), &line)
    }

    fn in_flight(&self) -> Chart {
        let ghost = self.ghost.map(|ghost| &ghost.charts().in_flight);
        let line = Line { role: "level q", room: 1, theory: None, ghost };
        self.level("flying", words::IN_FLIGHT.to_owned(), &self.data.in_flight, &line)
    }

    fn server(&self, server: &data::Server) -> [Chart; 2] {
        let name = self.run.name(server.node);
        let theory = self.theory.filter(|(theory, _)| theory.server == server.node).map(|(_, queue)| queue);
        let before = self
            .ghost
            .and_then(|ghost| ghost.charts().servers.iter().find(|before| before.node == server.node));
        let waiting = Line {
            role: "level w",
            room: 1,
            theory: theory.map(|queue| thousandths(queue.mean_waiting())),
            ghost: before.map(|before| &before.waiting),
        };
        let busy = Line {
            role: "level",
            room: server.workers.into(),
            theory: theory.map(|queue| thousandths(queue.erlang())),
            ghost: before.map(|before| &before.busy),
        };
        let key = |what: &str| format!("{what} {}", server.node.0);
        let queue = self.level(&key("queue"), words::queue_at(name), &server.waiting, &waiting);
        let mut work = self.level(&key("work"), words::work_at(name), &server.busy, &busy);
        let mean = server.busy.mean(self.run.trace.measure_from.min(self.at), self.at);
        if let Some(mean) = mean.filter(|_| server.workers > 0) {
            let theory = theory.map(|queue| queue.utilisation());
            work.say(&words::utilisation(mean / f64::from(server.workers), theory));
        }
        [queue, work]
    }

    fn level(&self, key: &str, title: String, level: &Level, line: &Line<'_>) -> Chart {
        let scene = line::draw(self.sight, level, line);
        let sum = level.up_to(self.at);
        let mean = level.mean(self.run.trace.measure_from.min(self.at), self.at).map(thousandths);
        let most_at = self.run.shown(sum.most_at);
        let text = words::level(sum.last, (sum.most, most_at), mean, line.theory);
        let peak = (sum.most > 0).then(|| Peak { at: sum.most_at, name: words::most(most_at) });
        Chart { key: key.to_owned(), title, scene, text, peak }
    }
}

impl Data {
    fn open_level(&self, asked: Asked<'_>) -> &Level {
        let own = self.open_of.iter().find(|(client, _)| asked.0 == [*client]);
        own.map_or(&self.open, |(_, level)| level)
    }
}
