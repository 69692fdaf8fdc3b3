//! Keys of a later version that stand in more places.

use super::Field;

pub const DUBBEL: Field =
    Field::later("dubbel", "%", "Deel dat dezelfde vraag ook langs een ander kanaal stelt.");
