//! One run of a random small scenario, and laws tried on many.

use klantreis::model::Model;
use klantreis::random::stream::Streams;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::choices::Choices;
use crate::log::{Log, model, play};
use crate::replay::{Replay, Stay, stays};
use crate::town::{Sort, town};

/// One scenario and one run of it.
pub struct Played {
    pub text: String,
    pub model: Model,
    pub log: Log,
    pub stays: Vec<Stay>,
}

impl Played {
    pub fn new(text: String) -> Self {
        let model = model(&text);
        let log = play(&model, 0);
        let stays = stays(&model, &log);
        Self { text, model, log, stays }
    }

    pub fn replay(&self) -> Replay<'_> {
        Replay::new(&self.model, &Streams::new(self.model.study.seed, 0), &self.stays)
    }
}

pub type Law = Result<(), String>;

/// Fails a law with a message when it does not hold.
macro_rules! hold {
    ($holds:expr, $($message:tt)+) => {
        if !$holds {
            return Err(format!($($message)+));
        }
    };
}

pub(crate) use hold;

/// Tries a law on `cases` scenarios, always the same ones; a failure shows the smallest scenario found.
pub fn law(cases: u32, sort: Sort, check: impl Fn(&Played) -> Law) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 400, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let numbers = proptest::collection::vec(proptest::num::u16::ANY, 160);
    let result = TestRunner::new_with_rng(config, rng).run(&numbers, |numbers| {
        let played = Played::new(town(&mut Choices::new(&numbers), sort));
        // an overrun town takes its whole cool-down of half a year
        if played.log.visits.len() > 10_000 {
            return Err(TestCaseError::reject("a small town"));
        }
        check(&played).map_err(|broken| TestCaseError::fail(format!("{broken}\n{}", played.text)))
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, _)) => panic!("{reason}"),
        Err(other) => panic!("{other}"),
    }
}
