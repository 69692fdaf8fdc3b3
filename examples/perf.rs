use klantreis::calendar::WeekHours;
use klantreis::experiment::Outcome;
use klantreis::id::*;
use klantreis::model::*;
use klantreis::model::{channel::*, demand::*, horizon::*, journey::*, staff::*};
use klantreis::random::{
    dist::Distribution,
    stream::{Purpose, Streams},
};
use klantreis::sim;
use klantreis::time::*;

fn p(a: &str, b: &str) -> Purpose {
    Purpose::new(&["perf", a, b])
}
// unit second = 1 model minute
fn base(seconds: f64) -> Model {
    let n = (seconds / 86400.0).ceil() as i64;
    let days = (0..n + 30).map(|d| Day { weekday: (d % 7) as u8, month: 0, closed: false }).collect();
    Model {
        name: "perf".into(),
        horizon: Horizon {
            first: jiff::civil::date(2024, 1, 1),
            first_number: 19723,
            counted: 0..n,
            cool_down: Span(Span::DAY.0 * 20),
            days,
        },
        villages: vec![Village { name: "a".into(), cumulative: 1.0, travel: IdVec::new() }].into(),
        segments: vec![Segment { name: "a".into(), cumulative: 1.0, patience: 1.0 }].into(),
        locations: IdVec::new(),
        channels: IdVec::new(),
        desks: IdVec::new(),
        queues: IdVec::new(),
        teams: IdVec::new(),
        pools: IdVec::new(),
        journeys: IdVec::new(),
        steps: IdVec::new(),
        norms: IdVec::new(),
        study: Study { seed: 1, replications: Replications::Fixed(1), confidence: 0.95 },
    }
}
fn channel(m: &mut Model, name: &str, thr: f64) -> (ChannelId, DeskId) {
    let d = DeskId(m.desks.len() as u32);
    let c = m.channels.push(Channel {
        name: name.into(),
        kind: ChannelKind::Call,
        desks: vec![d],
        lines: None,
        busy_retries: false,
        closing: Closing::ServeWaiting,
        assign: Assign::FirstListed,
        threshold: Span::from_seconds(thr),
        identification: Span::ZERO,
    });
    m.desks.push(Desk { channel: c, location: None, hours: WeekHours::always(), always_open: true });
    (c, d)
}
fn pool(m: &mut Model, name: &str, n: u32, levels: Vec<Vec<QueueId>>) -> PoolId {
    let team = m.teams.push(Team { name: name.into() });
    m.pools.push(Pool {
        team,
        location: None,
        shifts: vec![Shift {
            absence: p(name, "weg"),
            weekdays: [true; 7],
            from: Span::ZERO,
            to: Span::DAY,
            staff: n as f64,
            availability: 1.0,
            breaks: None,
        }],
        most: n,
        levels,
        shift_end: ShiftEnd::Finish,
        time_factor: 1.0,
        wrap_up: vec![Span::ZERO; 8].into(),
    })
}
fn demand(m: &Model, name: &str, per_second: f64) -> Demand {
    Demand {
        gap: p(name, "gap"),
        levels: vec![1.0; m.horizon.days.len()],
        shapes: std::array::from_fn(|_| {
            vec![klantreis::model::demand::Segment {
                from: 0.0,
                to: Span::DAY.0 as f64,
                rate: per_second / 1e6,
            }]
        }),
        day_factor: None,
    }
}
fn contact(
    c: ChannelId,
    d: DeskId,
    q: QueueId,
    service: Distribution,
    patience: Distribution,
    name: &str,
) -> StepKind {
    StepKind::Contact(Contact {
        channel: c,
        service,
        service_draw: p(name, "service"),
        fixed: Span::ZERO,
        balk: 0.0,
        balk_draw: p(name, "balk"),
        patience,
        patience_draw: p(name, "pat"),
        retry: None,
        assign_draw: p(name, "assign"),
        reopen_draw: p(name, "reopen"),
        queues: vec![DeskQueue { desk: d, queues: vec![q].into() }],
        only_queue: Some(q),
    })
}
fn step(j: u32, kind: StepKind, route: Route, li: Option<u32>, name: &str) -> Step {
    Step {
        name: name.into(),
        journey: JourneyId(j),
        kind,
        skip: 0.0,
        skip_draw: p(name, "skip"),
        route,
        route_draw: p(name, "route"),
        loop_index: li,
    }
}
fn w(mode: &str, n: f64) -> Model {
    match mode {
        "w1" | "w2" => {
            let c = if mode == "w1" { 1 } else { 10 };
            let lam = 0.9 * c as f64;
            let mut m = base(n / lam);
            let (ch, d) = channel(&mut m, "t", 20.0);
            let q =
                m.queues.push(Queue { desk: d, channel: ch, pools: vec![PoolId(0)], lazy_patience: true });
            pool(&mut m, "kcc", c, vec![vec![q]]);
            let s = m.steps.push(step(
                0,
                contact(ch, d, q, Distribution::Exponential { mean: 1.0 }, Distribution::Never, "a"),
                Route::End,
                None,
                "a",
            ));
            let dm = demand(&m, "j", lam);
            m.journeys.push(Journey {
                name: "j".into(),
                demand: dm,
                first: s,
                n_loop_steps: 0,
                segment: p("j", "seg"),
                village: p("j", "vil"),
            });
            m
        }
        "w3" => {
            let mut m = base(n / 10.0);
            let pools_of = [vec![PoolId(0), PoolId(1)], vec![PoolId(1), PoolId(2)], vec![PoolId(2)]];
            for k in 0..3 {
                let nm = ["a", "b", "c"][k];
                let (ch, d) = channel(&mut m, nm, 1.0 / 3.0);
                let q = m.queues.push(Queue {
                    desk: d,
                    channel: ch,
                    pools: pools_of[k].clone(),
                    lazy_patience: std::env::var("EAGER").is_err(),
                });
                let s = m.steps.push(step(
                    k as u32,
                    contact(
                        ch,
                        d,
                        q,
                        Distribution::lognormal_from_mean_cv(5.0, (0.64f64.exp() - 1.0).sqrt()),
                        Distribution::Exponential { mean: 3.0 },
                        nm,
                    ),
                    Route::End,
                    None,
                    nm,
                ));
                let dm = demand(&m, nm, [4.0, 3.0, 3.0][k]);
                m.journeys.push(Journey {
                    name: nm.into(),
                    demand: dm,
                    first: s,
                    n_loop_steps: 0,
                    segment: p(nm, "seg"),
                    village: p(nm, "vil"),
                });
            }
            pool(&mut m, "A", 14, vec![vec![QueueId(0)]]);
            pool(&mut m, "B", 18, vec![vec![QueueId(0), QueueId(1)]]);
            pool(&mut m, "C", 20, vec![vec![QueueId(1), QueueId(2)]]);
            m
        }
        _ => {
            let mut m = base(n);
            let mean = [8.5 / 2.25, 8.5, 6.8, 2.55];
            let mut ids = vec![];
            for k in 0..4 {
                let (ch, d) = channel(&mut m, ["s0", "s1", "s2", "s3"][k], 1.0);
                let q = m.queues.push(Queue {
                    desk: d,
                    channel: ch,
                    pools: vec![PoolId(k as u32)],
                    lazy_patience: true,
                });
                pool(&mut m, ["p0", "p1", "p2", "p3"][k], [10, 20, 8, 6][k], vec![vec![q]]);
                ids.push((ch, d, q));
            }
            let mk = |k: usize, name: &str| {
                contact(
                    ids[k].0,
                    ids[k].1,
                    ids[k].2,
                    Distribution::Exponential { mean: mean[k] },
                    Distribution::Never,
                    name,
                )
            };
            let branch = |stage: u32| {
                let b = 1 + 4 * stage;
                Route::Branch(vec![
                    (0.25, StepId(b)),
                    (0.65, StepId(b + 1)),
                    (0.85, StepId(b + 2)),
                    (1.0, StepId(b + 3)),
                ])
            };
            m.steps.push(step(0, mk(0, "first"), branch(0), None, "first"));
            for stage in 0..4u32 {
                for k in 0..4usize {
                    let name = format!("s{stage}{k}");
                    let route = if stage < 3 { branch(stage + 1) } else { Route::To(StepId(17)) };
                    m.steps.push(step(0, mk(k, &name), route, Some(stage * 4 + k as u32), &name));
                }
            }
            m.steps.push(step(
                0,
                mk(3, "last"),
                Route::Branch(vec![
                    (0.05, StepId(1)),
                    (0.13, StepId(2)),
                    (0.17, StepId(3)),
                    (0.2, StepId(4)),
                    (1.0, StepId(18)),
                ]),
                Some(16),
                "last",
            ));
            m.steps.push(step(0, StepKind::End, Route::End, None, "end"));
            let dm = demand(&m, "j", 1.0);
            m.journeys.push(Journey {
                name: "j".into(),
                demand: dm,
                first: StepId(0),
                n_loop_steps: 17,
                segment: p("j", "seg"),
                village: p("j", "vil"),
            });
            m
        }
    }
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let m = w(&a[1], a[2].parse().unwrap());
    let mut o = Outcome::new(&m);
    let cpu = || {
        std::fs::read_to_string("/proc/thread-self/schedstat")
            .unwrap()
            .split(' ')
            .next()
            .unwrap()
            .parse::<f64>()
            .unwrap()
    };
    let t = cpu();
    sim::run(&m, Streams::new(a.get(3).map_or(1, |x| x.parse().unwrap()), 0), &mut o);
    let e = cpu() - t;
    let c = o.all_contacts();
    let tr = o.all_trips();
    println!(
        "{} {:.1} ns/customer; wait {:.5} served {:.5} ab {:.4} within {:.4} sojourn {:.3} n {}",
        a[1],
        e / tr.started() as f64,
        (c.wait_served + c.wait_lost) as f64 / 1e6 / c.offered() as f64,
        c.wait_served as f64 / 1e6 / c.served as f64,
        c.lost() as f64 / c.offered() as f64,
        c.in_time as f64 / c.offered() as f64,
        tr.lead_time as f64 / 1e6 / tr.completed as f64,
        tr.started()
    );
}
