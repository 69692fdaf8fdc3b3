//! Draws named by purpose and entity, never counted: one agent more changes no other customer.
//!
//! A draw belongs to (seed, replication, purpose, entity, occurrence). The name is mixed by one 128-bit multiplication
//! (the construction of wyrand: Wang Yi, public domain), so that asking for a draw costs about as much as
//! stepping a generator.

use std::convert::Infallible;

use rand::TryRng;

const STEP: u64 = 0xa076_1d64_78bd_642f;
const AGAIN: u64 = 0x8ebc_6af0_9c88_c6e3;
const SECRET: u64 = 0xe703_7ed1_a0b4_28db;

/// What is drawn, as a hash of names: `["voorne", "paspoort", "aanvraag", "duur"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Purpose(u64);

impl Purpose {
    /// Hashes the names in order; `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn new(names: &[&str]) -> Self {
        let mut hash = SECRET;
        for name in names {
            for byte in name.bytes().chain([0xff]) {
                hash = fold(hash ^ u64::from(byte), STEP);
            }
        }
        Self(hash)
    }
}

/// All draws of one replication.
#[derive(Clone, Copy, Debug)]
pub struct Streams {
    base: u64,
}

impl Streams {
    pub fn new(seed: u64, replication: u64) -> Self {
        let seed = fold(seed ^ SECRET, STEP).wrapping_add(seed);
        Self { base: fold(seed ^ replication.wrapping_mul(AGAIN), SECRET ^ replication).wrapping_add(seed) }
    }

    /// The entity of what an entity causes: its `number`-th consequence of one kind. Streams that count never reach
    /// these; two of them share a name with a chance of one in 2^31.
    pub fn consequence(purpose: Purpose, entity: u64, number: u32) -> u32 {
        let mixed = fold(purpose.0 ^ entity.wrapping_mul(STEP), AGAIN ^ u64::from(number).wrapping_mul(STEP));
        mixed as u32 | 1 << 31
    }

    /// The words of one draw: `entity` is an ordinal within its stream, `occurrence` how often it came by before.
    #[inline(always)]
    pub fn draw(&self, purpose: Purpose, entity: u64, occurrence: u32) -> Draw {
        let name = (self.base ^ purpose.0)
            .wrapping_add(entity.wrapping_mul(STEP))
            .wrapping_add(u64::from(occurrence).wrapping_mul(AGAIN));
        Draw { name }
    }

    /// A uniform number in [0, 1).
    #[inline(always)]
    pub fn uniform(&self, purpose: Purpose, entity: u64, occurrence: u32) -> f64 {
        self.draw(purpose, entity, occurrence).uniform()
    }
}

/// A generator for the few numbers that one named draw takes.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    /// Of the next word, which is mixed only when it is asked for: most draws take one.
    name: u64,
}

impl Draw {
    #[inline(always)]
    fn word(&mut self) -> u64 {
        let word = fold(self.name, self.name ^ SECRET);
        self.name = word.wrapping_add(STEP);
        word
    }

    /// The next uniform number in [0, 1) of this draw.
    #[inline(always)]
    pub fn uniform(&mut self) -> f64 {
        (self.word() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }
}

impl TryRng for Draw {
    type Error = Infallible;

    #[inline(always)]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }

    #[inline(always)]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let word = self.try_next_u64()?.to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

#[inline(always)]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}
