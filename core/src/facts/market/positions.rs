//! Who holds the liquidity of a pool of V3.

use super::{Liquidity, Pool};
use crate::chains::Chain;
use crate::evidence::Reason;
use crate::facts::Reads;
use crate::primitives::Address;

pub(super) fn of(
    _: &mut Reads<'_>,
    _: &Chain,
    _: &Pool,
    _: Address,
    _: &[Address],
) -> Result<Liquidity, Reason> {
    Err(Reason::NotImplemented)
}
