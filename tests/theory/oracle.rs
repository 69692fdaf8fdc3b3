//! Tables of Erlang C and A: fifteen telephones, and what pooling brings.

use klantreis::experiment::measure::Measure::{AbandonedShare, Occupancy, WaitAll};
use klantreis::model::Model;
use klantreis::stats::theory::erlang_a;

use crate::yardstick::{Case, Check, Density, channel, team};

/// Calls an hour, handling, patience (seconds), agents; P(wait), number waiting, wait of all, P(abandon), occupancy.
#[rustfmt::skip]
const TELEPHONES: [[f64; 9]; 15] = [
    [100.0, 180.0, f64::INFINITY, 6.0, 0.58752, 2.93758, 105.75296, 0.0, 0.83333],
    [100.0, 180.0, f64::INFINITY, 7.0, 0.32415, 0.81037, 29.1735, 0.0, 0.71429],
    [60.0, 300.0, f64::INFINITY, 6.0, 0.58752, 2.93758, 176.25494, 0.0, 0.83333],
    [60.0, 300.0, f64::INFINITY, 8.0, 0.16727, 0.27878, 16.72665, 0.0, 0.625],
    [252.0, 120.0, f64::INFINITY, 12.0, 0.18389, 0.42907, 6.12962, 0.0, 0.7],
    [252.0, 120.0, 60.0, 12.0, 0.12737, 0.12465, 1.78073, 0.02968, 0.67922],
    [100.0, 180.0, 120.0, 5.0, 0.51707, 0.64123, 23.08444, 0.19237, 0.80763],
    [100.0, 180.0, 120.0, 4.0, 0.68352, 1.01443, 36.5196, 0.30433, 0.86959],
    [100.0, 180.0, 300.0, 5.0, 0.61388, 1.28174, 46.14252, 0.15381, 0.84619],
    [300.0, 240.0, 180.0, 20.0, 0.49633, 1.42721, 17.12657, 0.09515, 0.90485],
    [300.0, 240.0, 180.0, 18.0, 0.6612, 2.29133, 27.49602, 0.15276, 0.94138],
    [48.0, 240.0, 180.0, 4.0, 0.3783, 0.3243, 24.32259, 0.13513, 0.6919],
    [480.0, 240.0, 180.0, 32.0, 0.48952, 1.8086, 13.56451, 0.07536, 0.92464],
    [1200.0, 210.0, 600.0, 70.0, 0.63993, 7.08463, 21.2539, 0.03542, 0.96458],
    [20.0, 600.0, 900.0, 3.0, 0.69265, 1.20966, 217.73813, 0.24193, 0.8423],
];

#[test]
fn fifteen_telephones_agree_with_their_table_in_every_column() {
    let digits = 0.501e-5;
    let mut checks = Vec::new();
    for (index, row) in TELEPHONES.into_iter().enumerate() {
        let [calls, handling, patience, agents, p_wait, waiting, wait, p_abandon, occupancy] = row;
        let queue = erlang_a(calls / 3_600.0, 1.0 / handling, 1.0 / patience, agents as u32);
        let line = format!("rij-{:02}", index + 1);
        checks.extend([
            Check::norm(format!("direct-{:02}", index + 1), 1.0 - queue.p_wait)
                .published(1.0 - p_wait, digits)
                .within(0.05),
            Check::own(format!("wachtenden {line}"), queue.mean_queue).published(waiting, digits).within(0.12),
            Check::of(WaitAll, channel(&line), queue.mean_wait_all).published(wait, digits).within(0.12),
            Check::of(AbandonedShare, channel(&line), queue.p_abandon)
                .published(p_abandon, digits)
                .within(if p_abandon > 0.0 { 0.07 } else { 0.0 }),
        ]);
        let busy = Check::of(Occupancy, team(&line), queue.occupancy).published(occupancy, digits).within(0.02);
        checks.push(if calls >= 100.0 && p_abandon < 0.05 { busy.reacts() } else { busy });
    }
    let own = |model: &Model| {
        let waiting = Density::estimates(model, |visit| visit.wait.seconds());
        let names = model.channels.iter().map(|channel| format!("wachtenden {}", channel.name));
        names.zip(waiting).collect()
    };
    Case::of("scenarios/naslag/vijftien-telefoons.yaml").observing(&own).proves(&checks);
}

/// Calls an hour of so many inhabitants: 1.6 a year each, over 254 days of 8.5 hours.
fn calls(inhabitants: f64) -> f64 {
    1.6 * inhabitants / (254.0 * 8.5)
}

const BRIELLE: f64 = 17_423.0;
const HELLEVOETSLUIS: f64 = 40_300.0;
const WESTVOORNE: f64 = 15_017.0;
const VOORNE: f64 = BRIELLE + HELLEVOETSLUIS + WESTVOORNE;

/// A row: its name in the file, inhabitants, growth of calls and of handling time, agents, and what is published
/// of it, each with half a unit of its last digit: occupancy, service level, abandoned, wait.
struct Row {
    name: &'static str,
    inhabitants: f64,
    growth: (f64, f64),
    agents: u32,
    occupancy: Option<(f64, f64)>,
    level: Option<(f64, f64)>,
    lost: Option<(f64, f64)>,
    wait: Option<(f64, f64)>,
    reacts: bool,
}

const fn row(name: &'static str, inhabitants: f64, agents: u32) -> Row {
    let growth = (1.0, 1.0);
    Row { name, inhabitants, growth, agents, occupancy: None, level: None, lost: None, wait: None, reacts: false }
}

fn pooling(file: &str, busier: f64, rows: Vec<Row>) {
    let mut checks = Vec::new();
    for row in rows {
        let (more, longer) = row.growth;
        let rate = busier * more * calls(row.inhabitants) / 3_600.0;
        let queue = erlang_a(rate, 1.0 / (330.0 * longer), 1.0 / 420.0, row.agents);
        let published = |check: Check, value: Option<(f64, f64)>| match value {
            Some((value, half_unit)) => check.published(value, half_unit),
            None => check,
        };
        let busy = Check::of(Occupancy, team(row.name), queue.occupancy);
        let busy = published(busy, row.occupancy).within(0.015);
        let wait = Check::of(WaitAll, channel(row.name), queue.mean_wait_all);
        checks.extend([
            if row.reacts { busy.reacts() } else { busy },
            published(Check::norm(row.name, queue.served_within(30.0)), row.level).within(0.02),
            published(Check::of(AbandonedShare, channel(row.name), queue.p_abandon), row.lost).within(0.25),
            published(wait, row.wait).within(0.25),
        ]);
    }
    Case::of(file).proves(&checks);
}

#[test]
fn pooling_three_telephones_brings_what_the_table_says() {
    pooling(
        "scenarios/naslag/samenvoegen.yaml",
        1.0,
        vec![
            Row { occupancy: Some((0.38, 0.005)), ..row("brielle", BRIELLE, 3) },
            Row { occupancy: Some((0.53, 0.005)), ..row("hellevoetsluis", HELLEVOETSLUIS, 5) },
            Row { occupancy: Some((0.33, 0.005)), ..row("westvoorne", WESTVOORNE, 3) },
            // published as 67 %, of .6749
            Row {
                occupancy: Some((0.67, 0.005)),
                level: Some((0.82, 0.005)),
                reacts: true,
                ..row("samen-7", VOORNE, 7)
            },
            // waits less than a second
            Row { level: Some((0.99, 0.005)), wait: Some((0.5, 0.5)), reacts: true, ..row("samen-11", VOORNE, 11) },
            Row {
                growth: (1.33, 1.15),
                level: Some((0.90, 0.005)),
                reacts: true,
                ..row("samen-11-heropening", VOORNE, 11)
            },
            Row {
                growth: (1.1, 1.15),
                level: Some((0.63, 0.005)),
                lost: Some((0.10, 0.005)),
                wait: Some((44.0, 0.5)),
                ..row("samen-7-tegenvaller", VOORNE, 7)
            },
            Row {
                growth: (1.1, 1.15),
                level: Some((0.965, 0.0005)),
                reacts: true,
                ..row("samen-11-tegenvaller", VOORNE, 11)
            },
            Row { occupancy: Some((0.66, 0.005)), reacts: true, ..row("midden-groningen", 61_600.0, 6) },
            Row { occupancy: Some((0.50, 0.005)), ..row("moerdijk", 37_313.0, 5) },
            Row { occupancy: Some((0.73, 0.005)), reacts: true, ..row("zwolle", 132_429.0, 12) },
        ],
    );
}

#[test]
fn on_monday_morning_pooling_brings_what_the_table_says() {
    // at least 80 %: the fewest agents with which it is reached
    let reached = Some((0.9, 0.1));
    pooling(
        "scenarios/naslag/samenvoegen-maandag.yaml",
        1.632,
        vec![
            Row { level: reached, ..row("brielle", BRIELLE, 4) },
            Row { level: reached, ..row("hellevoetsluis", HELLEVOETSLUIS, 7) },
            Row { level: reached, ..row("westvoorne", WESTVOORNE, 4) },
            Row { level: reached, reacts: true, ..row("samen-7", VOORNE, 11) },
            Row { level: Some((0.99, 0.005)), reacts: true, ..row("samen-11", VOORNE, 15) },
            Row {
                growth: (1.33, 1.15),
                level: Some((0.82, 0.005)),
                reacts: true,
                ..row("samen-11-heropening", VOORNE, 15)
            },
            Row {
                growth: (1.1, 1.15),
                level: Some((0.64, 0.005)),
                lost: Some((0.09, 0.005)),
                ..row("samen-7-tegenvaller", VOORNE, 11)
            },
            Row { growth: (1.1, 1.15), reacts: true, ..row("samen-11-tegenvaller", VOORNE, 15) },
            Row { level: reached, reacts: true, ..row("midden-groningen", 61_600.0, 9) },
            Row { level: reached, ..row("moerdijk", 37_313.0, 6) },
            Row { level: reached, reacts: true, ..row("zwolle", 132_429.0, 18) },
        ],
    );
}
