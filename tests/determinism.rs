//! The same draws give the same outcome, whoever computes it; draws stay what they were and know nothing of each
//! other.

#[path = "support/whole.rs"]
mod whole;

use std::sync::atomic::AtomicBool;

use klantreis::experiment::{Control, simulate};
use klantreis::model::compile::compile;
use klantreis::random::dist::Distribution;
use klantreis::random::stream::{Purpose, Streams};
use klantreis::scenario::load_text;
use rand::Rng;
use statrs::distribution::{ChiSquared, ContinuousCDF, Normal};

const TOWN: &str = "naam: proef
periode: { van: 2024-01-08, tot: 2024-01-19, aanloop: 1 dag }
doelgroepen:
  gewoon: { aandeel: 80%, geduld: 1.2 }
  kwetsbaar: { aandeel: 20%, voorrang: hoog }
kanalen:
  telefoon: { soort: gesprek, lijnen: 12, bezet: probeert-opnieuw, probeert-opnieuw: { kans: 60%, na: 10 min, onthoudt: [duur, geduld, gewacht] } }
  balie: { soort: inloop, open: \"ma-vr 09:00-16:00\", geduld: 25 min }
teams:
  kcc: { doet: [telefoon, balie], bij-einde-dienst: overdragen, diensten: { dag: { medewerkers: 4, pauze: { duur: 30 min } } } }
  flex: { doet: [balie, telefoon], kiest-klant: langst-wachtend, diensten: { dag: { van: \"10:00\", tot: \"15:00\", medewerkers: 1.5 } } }
klantreizen:
  vragen:
    vraag: { aantal: 25 per uur }
    stappen: { bellen: { contact: telefoon, daarna: { bellen: 15%, einde: 85% } } }
  paspoort:
    vraag: { aantal: 4 per uur, dagfactor: eigen }
    stappen:
      aanvraag: { contact: balie, duur: 12 min }
      aanmaak: { wacht: 3 werkdagen }
      ophalen: { contact: balie, duur: 4 min }
normen:
  telefoon: { meet: wachttijd, kanaal: telefoon, binnen: 30 s, aandeel: 80% }
onderzoek: ";

/// All findings on a study, as text that differs when a bit of a figure does.
fn findings(study: &str, threads: usize) -> String {
    findings_of(&format!("{TOWN}{study}\n"), threads)
}

fn findings_of(text: &str, threads: usize) -> String {
    let loaded = load_text("proef.yaml", text);
    let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
    let model = compile(scenario);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
    let control = Control { stop: &AtomicBool::new(false), progress: &|_, _| {} };
    // the shortest decimal that reads back as the same number
    format!("{:?}", pool.install(|| simulate(&model, &control)))
}

#[test]
fn one_thread_and_two_find_the_same_to_the_last_bit() {
    // more than one batch, and not a multiple of it
    let study = "{ herhalingen: 70, zaad: 11 }";
    let alone = findings(study, 1);
    assert_eq!(alone, findings(study, 2));
    assert_eq!(alone, findings(study, 3));
    assert_ne!(alone, findings("{ herhalingen: 70, zaad: 12 }", 1), "another seed is another sample");
}

#[test]
fn a_whole_service_is_the_same_on_any_threads() {
    let text = |seed: u32| format!("{}onderzoek: {{ herhalingen: 20, zaad: {seed} }}\n", whole::WHOLE);
    let alone = findings_of(&text(3), 1);
    assert_eq!(alone, findings_of(&text(3), 2));
    assert_ne!(alone, findings_of(&text(4), 2), "another seed is another sample");
}

#[test]
fn a_run_until_it_is_precise_stops_at_the_same_replication_on_any_threads() {
    let study = "{ zaad: 11, nauwkeurig: { meet: wachttijd, kanaal: telefoon, marge: 4% } }";
    let alone = findings(study, 1);
    assert!(!alone.contains("replications: 30,"), "too weak: the first round is precise enough");
    assert_eq!(alone, findings(study, 2));
}

fn draw(names: &[&str], entity: u64, occurrence: u32, (seed, replication): (u64, u64)) -> u64 {
    Streams::new(seed, replication).draw(Purpose::new(names), entity, occurrence).next_u64()
}

/// A change here changes every published figure: it belongs in a commit of its own.
#[test]
fn first_words_of_named_draws_stay_what_they_were() {
    let service = ["voorne", "journey", "paspoort", "step", "aanvraag", "service"];
    let found = [
        draw(&service, 0, 0, (2023, 0)),
        draw(&service, 1, 0, (2023, 0)),
        draw(&service, 0, 1, (2023, 0)),
        draw(&service, 0, 1 << 12, (2023, 0)),
        draw(&service, 0, 0, (2023, 1)),
        draw(&service, 0, 0, (2024, 0)),
        draw(&service[..5], 0, 0, (2023, 0)),
        draw(&["ab", "c"], 0, 0, (0, 0)),
        draw(&["a", "bc"], 0, 0, (0, 0)),
        draw(&[], u64::MAX, u32::MAX, (u64::MAX, u64::MAX)),
    ];
    assert_eq!(found, FIRST_WORDS, "{found:#018x?}");
    let mut words = Streams::new(2023, 0).draw(Purpose::new(&service), 0, 0);
    let three = [words.next_u64(), words.next_u64(), words.next_u64()];
    assert_eq!(three, THREE_WORDS, "{three:#018x?}");
    let uniform = Streams::new(2023, 0).uniform(Purpose::new(&service), 0, 0);
    assert_eq!(uniform, (FIRST_WORDS[0] >> 11) as f64 / (1_u64 << 53) as f64);
}

const FIRST_WORDS: [u64; 10] = [
    0xd494_9dda_2efb_e942,
    0xeb58_67a3_1a20_d1e0,
    0x420f_29c2_df87_788f,
    0x09e0_9686_3e12_e671,
    0x4200_65e4_c60c_51a7,
    0x019d_7de7_8c65_f632,
    0xf0ee_7135_e590_783b,
    0x15bb_92ad_064b_95d2,
    0x4f52_3a97_183e_7870,
    0xcb79_069f_812d_9053,
];
const THREE_WORDS: [u64; 3] = [0xd494_9dda_2efb_e942, 0xc590_7065_5969_0769, 0x365e_ed90_7455_7ac5];

#[test]
fn first_draws_of_every_distribution_stay_what_they_were() {
    let kinds: [(&str, Distribution, [f64; 3]); 11] = [
        ("fixed", Distribution::Fixed(7.5), [7.5; 3]),
        (
            "exponential",
            Distribution::Exponential { mean: 300.0 },
            [46.6756813230113, 35.62312832987262, 39.78625969186093],
        ),
        (
            "lognormal",
            Distribution::lognormal_from_mean_cv(300.0, 0.8),
            [432.9202775381981, 96.61985851253469, 152.73257716926125],
        ),
        (
            "lognormal by quantiles",
            Distribution::lognormal_from_median_p90(60.0, 180.0),
            [32.83677647214847, 103.36510476574928, 89.97773294894576],
        ),
        (
            "gamma",
            Distribution::gamma_from_mean_cv(300.0, 0.5),
            [143.492729560402, 186.22172076377552, 282.99960539442736],
        ),
        (
            "flat gamma",
            Distribution::gamma_from_mean_cv(300.0, 1.5),
            [244.0581008311557, 512.269157608742, 51.342244791472986],
        ),
        (
            "weibull",
            Distribution::weibull_from_mean_shape(420.0, 1.2),
            [522.8732913989534, 187.88637333066825, 467.35635212342993],
        ),
        (
            "triangular",
            Distribution::Triangular { min: 1.0, mode: 2.0, max: 5.0 },
            [1.9322391211918157, 2.986612767731679, 3.660964065656483],
        ),
        (
            "uniform",
            Distribution::Uniform { min: 2.0, max: 4.0 },
            [3.0572058933958837, 2.5530265851572613, 2.7976014828641897],
        ),
        ("empirical", Distribution::empirical(vec![3.0, 1.0, 4.0, 1.5, 9.0]), [4.0, 1.5, 9.0]),
        (
            "mixture",
            Distribution::mixture(vec![
                (1.0, Distribution::Exponential { mean: 10.0 }),
                (3.0, Distribution::Uniform { min: 100.0, max: 200.0 }),
            ]),
            [12.808109159577635, 0.5712652688171995, 166.8589147882297],
        ),
    ];
    let streams = Streams::new(2023, 4);
    let mut changed = Vec::new();
    for (name, distribution, expected) in &kinds {
        let purpose = Purpose::new(&["proef", name]);
        let found: [f64; 3] =
            std::array::from_fn(|entity| distribution.sample(&mut streams.draw(purpose, entity as u64, 0)));
        // another platform may round logarithms and powers otherwise
        let same =
            found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() <= 1e-13 * expected);
        if !same {
            changed.push(format!("{name}: {found:?}"));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
    assert_eq!(Distribution::Never.sample(&mut streams.draw(Purpose::new(&[]), 0, 0)), f64::INFINITY);
}

/// Chance that one check fails though nothing is wrong.
const ALPHA: f64 = 1e-5;
const N: u64 = 1 << 16;

/// How a word is made of (purpose, entity, occurrence, seed and replication).
type Mix = fn(&[&str], u64, u32, (u64, u64)) -> u64;

/// What is said to know nothing of each other: pairs of words by what sets them apart.
fn neighbours(mix: Mix) -> Vec<(&'static str, Vec<(u64, u64)>)> {
    const A: [&str; 2] = ["proef", "service"];
    let pairs = |pair: &dyn Fn(u64) -> (u64, u64)| (0..N).map(pair).collect::<Vec<_>>();
    let named = |n: u64, seed: u64| mix(&["proef", &n.to_string()], 0, 0, (seed, 0));
    vec![
        ("entities", pairs(&|n| (mix(&A, n, 0, (1, 0)), mix(&A, n + 1, 0, (1, 0))))),
        ("entities of days", pairs(&|n| (mix(&A, n << 16, 0, (1, 0)), mix(&A, (n + 1) << 16, 0, (1, 0))))),
        ("attempts", pairs(&|n| (mix(&A, n, 0, (1, 0)), mix(&A, n, 1, (1, 0))))),
        ("passes", pairs(&|n| (mix(&A, n, 0, (1, 0)), mix(&A, n, 1 << 12, (1, 0))))),
        ("next attempt and next entity", pairs(&|n| (mix(&A, n, 1, (1, 0)), mix(&A, n + 1, 0, (1, 0))))),
        ("occurrences of one", pairs(&|n| (mix(&A, 5, n as u32, (1, 0)), mix(&A, 5, n as u32 + 1, (1, 0))))),
        ("kinds of draw", pairs(&|n| (mix(&A, n, 0, (1, 0)), mix(&["proef", "patience"], n, 0, (1, 0))))),
        ("numbered names", pairs(&|n| (named(n, 1), named(n + 1, 1)))),
        ("replications", pairs(&|n| (mix(&A, n, 0, (1, 0)), mix(&A, n, 0, (1, 1))))),
        ("replications of one", pairs(&|n| (mix(&A, 0, 0, (1, n)), mix(&A, 0, 0, (1, n + 1))))),
        ("seeds", pairs(&|n| (mix(&A, n, 0, (1, 0)), mix(&A, n, 0, (2, 0))))),
        ("seeds of one", pairs(&|n| (mix(&A, 0, 0, (n, 0)), mix(&A, 0, 0, (n + 1, 0))))),
        (
            "seed and replication exchanged",
            pairs(&|n| (mix(&A, 0, 0, (n, n + 1)), mix(&A, 0, 0, (n + 1, n)))),
        ),
    ]
}

fn unit(word: u64) -> f64 {
    (word >> 11) as f64 / (1_u64 << 53) as f64
}

/// Everything that is found against the independence of two columns of words.
fn alarms(pairs: &[(u64, u64)]) -> Vec<String> {
    let mut found = Vec::new();
    let n = pairs.len() as f64;
    let normal = Normal::standard().inverse_cdf(1.0 - ALPHA / 2.0);
    // both uniform: the covariance of independent ones has standard error 1/(12·√n)
    let covariance = pairs.iter().map(|(a, b)| (unit(*a) - 0.5) * (unit(*b) - 0.5)).sum::<f64>() / n;
    let z = covariance * 12.0 * n.sqrt();
    if z.abs() > normal {
        found.push(format!("correlation: {z:.1} standard errors"));
    }
    let mut cells = [0.0_f64; 256];
    for (a, b) in pairs {
        cells[((a >> 60) << 4 | b >> 60) as usize] += 1.0;
    }
    let expected = n / 256.0;
    let chi_square = cells.iter().map(|count| (count - expected).powi(2) / expected).sum::<f64>();
    let most = ChiSquared::new(255.0).expect("degrees of freedom").inverse_cdf(1.0 - ALPHA);
    if chi_square > most {
        found.push(format!("pairs: chi-square {chi_square:.0} above {most:.0}"));
    }
    let balance = |what: &str, word: &dyn Fn(&(u64, u64)) -> u64| {
        (0..64).find_map(|bit| {
            let ones = pairs.iter().filter(|pair| word(pair) >> bit & 1 == 1).count() as f64;
            let z = (2.0 * ones - n) / n.sqrt();
            // 64 bits are looked at
            let most = Normal::standard().inverse_cdf(1.0 - ALPHA / 128.0);
            (z.abs() > most).then(|| format!("{what} {bit}: {z:.1} standard errors"))
        })
    };
    found.extend(balance("bit", &|pair| pair.0));
    found.extend(balance("difference in bit", &|pair| pair.0 ^ pair.1));
    found
}

#[test]
fn neighbouring_draws_know_nothing_of_each_other() {
    for (what, pairs) in neighbours(draw) {
        let found = alarms(&pairs);
        assert!(found.is_empty(), "{what}: {}", found.join("; "));
    }
}

#[test]
fn the_words_of_one_draw_know_nothing_of_each_other() {
    let streams = Streams::new(1, 0);
    let purpose = Purpose::new(&["proef", "service"]);
    let words = |n: u64| {
        let mut draw = streams.draw(purpose, n, 0);
        [draw.next_u64(), draw.next_u64(), draw.next_u64()]
    };
    let pairs = |a: usize, b: usize| (0..N).map(|n| (words(n)[a], words(n)[b])).collect::<Vec<_>>();
    let next = (0..N).map(|n| (words(n)[1], words(n + 1)[0])).collect::<Vec<_>>();
    for (what, pairs) in [
        ("first and second", pairs(0, 1)),
        ("first and third", pairs(0, 2)),
        ("second and first of the next", next),
    ] {
        let found = alarms(&pairs);
        assert!(found.is_empty(), "{what}: {}", found.join("; "));
    }
}

/// A counter without mixing, as a stream that is stepped by hand would be.
fn counter(names: &[&str], entity: u64, occurrence: u32, seed: (u64, u64)) -> u64 {
    draw(names, 0, 0, seed).wrapping_add((entity + u64::from(occurrence)).wrapping_mul(0xa076_1d64_78bd_642f))
}

/// Leans a little on the neighbour.
fn leaning(names: &[&str], entity: u64, occurrence: u32, seed: (u64, u64)) -> u64 {
    let own = draw(names, entity, occurrence, seed);
    if entity.is_multiple_of(16) {
        own
    } else {
        (own & !(0xf << 60)) | draw(names, entity - 1, occurrence, seed) & (1 << 63) | own & (7 << 60)
    }
}

/// One bit is a little too often 1.
fn unbalanced(names: &[&str], entity: u64, occurrence: u32, seed: (u64, u64)) -> u64 {
    let word = draw(names, entity, occurrence, seed);
    if word >> 59 == 0 { word | 1 << 9 } else { word }
}

/// One bit tells odd from even.
fn alternating(names: &[&str], entity: u64, occurrence: u32, seed: (u64, u64)) -> u64 {
    draw(names, entity, occurrence, seed) & !(1 << 5) | (entity & 1) << 5
}

#[test]
fn a_bad_mix_raises_each_alarm() {
    let raised = |mix: Mix, what: &str, alarm: &str| {
        let among = neighbours(mix);
        let pairs = &among.iter().find(|(name, _)| *name == what).expect("neighbours of that name").1;
        let found = alarms(pairs);
        assert!(found.iter().any(|found| found.starts_with(alarm)), "{what}: no `{alarm}` among {found:?}");
    };
    raised(counter, "entities", "correlation");
    raised(counter, "attempts", "pairs");
    raised(leaning, "entities", "pairs");
    raised(unbalanced, "replications", "bit 9");
    raised(alternating, "entities", "difference in bit 5");
}
