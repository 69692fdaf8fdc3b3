//! Many points, each a model played so many times: work is a block of replications of one point, on the threads of the
//! surrounding rayon pool.
//!
//! Points are made, played and given away in rounds, so that memory does not grow with their number.

mod design;
mod kept;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::prelude::*;

use crate::experiment::replicate::Unfinished;
use crate::model::Model;

pub use design::{LatinHypercube, of_grid};
pub use kept::{Kept, Over, Subject, Wanted};

/// Replications of one block: what is redone at most of what was under way.
pub const BLOCK: u32 = 10;
/// Blocks of one round, so that two threads seldom wait for its last.
const ROUND: usize = 128;

/// One piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub point: usize,
    pub replications: Range<u32>,
}

/// The blocks of `n` replications, from the first on.
pub fn blocks(point: usize, n: u32) -> impl Iterator<Item = Block> {
    (0..n).step_by(BLOCK as usize).map(move |from| Block { point, replications: from..n.min(from + BLOCK) })
}

/// What a block gave: for each replication a numerator and a denominator for each subject.
pub struct Played<'a> {
    pub block: &'a Block,
    pub subjects: &'a [Subject],
    pub values: Vec<Vec<(f64, f64)>>,
}

/// Who makes the model of a point, who takes what was played, and who hears of it; any thread may call them.
pub struct Batch<'a, E> {
    pub wanted: &'a [Wanted],
    pub model: &'a (dyn Fn(usize) -> Result<Model, E> + Sync),
    pub keep: &'a (dyn Fn(Played) -> Result<(), E> + Sync),
    /// Becomes true when the work should stop; blocks under way are given up.
    pub stop: &'a AtomicBool,
    /// Called with the replications played.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// How a batch ended when nobody refused anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Done,
    Stopped,
    /// At this point more customers were present at once than fit.
    Overfull(usize),
}

enum Given<E> {
    Up(Unfinished, usize),
    Refused(E),
}

/// Plays all blocks, which are in the order of their points.
///
/// # Errors
/// What the first of those who make models or keep results refused; the rest is given up.
pub fn play<E: Send>(blocks: &[Block], batch: &Batch<E>) -> Result<Ended, E> {
    let done = AtomicU64::new(0);
    let mut rest = blocks;
    while !rest.is_empty() {
        // a point is not cut in two
        let mut length = rest.len().min(ROUND);
        while length < rest.len() && rest[length].point == rest[length - 1].point {
            length += 1;
        }
        let (round, later) = rest.split_at(length);
        rest = later;
        match play_round(round, batch, &done) {
            Ok(()) => {}
            Err(Given::Refused(refused)) => return Err(refused),
            Err(Given::Up(Unfinished::Stopped, _)) => return Ok(Ended::Stopped),
            Err(Given::Up(Unfinished::Overfull, point)) => return Ok(Ended::Overfull(point)),
        }
    }
    Ok(Ended::Done)
}

fn play_round<E: Send>(round: &[Block], batch: &Batch<E>, done: &AtomicU64) -> Result<(), Given<E>> {
    let of_points: Vec<&[Block]> = round.chunk_by(|a, b| a.point == b.point).collect();
    let made = of_points.par_iter().with_max_len(1).map(|blocks| {
        if batch.stop.load(Ordering::Relaxed) {
            return Err(Given::Up(Unfinished::Stopped, blocks[0].point));
        }
        let model = (batch.model)(blocks[0].point).map_err(Given::Refused)?;
        let kept = Kept::new(&model, batch.wanted);
        Ok((model, kept, *blocks))
    });
    let made: Vec<(Model, Kept, &[Block])> = made.collect::<Result<_, _>>()?;
    let tasks: Vec<(&Model, &Kept, &Block)> = made
        .iter()
        .flat_map(|(model, kept, blocks)| blocks.iter().map(move |it| (model, kept, it)))
        .collect();
    tasks.par_iter().with_max_len(1).try_for_each(|(model, kept, block)| {
        let replications = block.replications.clone().into_par_iter().with_max_len(1);
        let values = replications.map(|replication| {
            let values = kept.play(model, replication, batch.stop);
            (batch.progress)(done.fetch_add(1, Ordering::Relaxed) + 1);
            values.map_err(|given_up| Given::Up(given_up, block.point))
        });
        let values = values.collect::<Result<Vec<_>, Given<E>>>()?;
        (batch.keep)(Played { block, subjects: &kept.subjects, values }).map_err(Given::Refused)
    })
}
