//! What is not in the code: how a token is called, how old it is, where it trades and who has it.

use super::reads::Reads;
use super::{Control, Controller, Distribution, Identity, Market, Origin, Proxy};
use crate::code::CodeFacts;
use crate::primitives::Address;

/// What is around a contract, in the order in which each needs the one before.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) origin: Option<Origin>,
    pub(super) market: Market,
    pub(super) identity: Option<Identity>,
    pub(super) distribution: Option<Distribution>,
}

impl Around {
    /// Everybody on the way to whoever holds a guard, or can replace the code.
    pub(super) fn holders<'a>(
        control: &'a Control,
        proxy: Option<&'a Proxy>,
    ) -> Vec<&'a Controller> {
        let admin = proxy.and_then(|proxy| proxy.admin.as_ref());
        let holders = control.iter().map(|(_, holder)| holder).chain(admin);
        holders.flat_map(|holder| holder.controller.all()).collect()
    }

    /// Looks around the target, whose `code` stands at `place` and is that of a token or not.
    pub(super) fn look(
        reads: &mut Reads<'_>,
        holders: &[&Controller],
        place: Address,
        code: Option<&CodeFacts>,
        is_token: bool,
    ) -> Self {
        let evidence = reads.evidence();
        let (subject, address) = (evidence.subject(), evidence.target.address);
        let code = code.filter(|_| address.is_some());
        let mut origin = code.map(|_| Origin::resolve(reads, subject, place, holders));
        if !is_token {
            return Self {
                origin,
                ..Self::default()
            };
        }
        let made = origin.iter().flat_map(Origin::makers);
        let rulers = holders.iter().filter(|holder| !holder.is_renounced());
        let rulers = rulers.filter_map(|holder| holder.account());
        let principals: crate::sorted::SortedSet<Address> = rulers.chain(made).collect();
        let principals: Vec<Address> = principals.into_iter().collect();
        let market = Market::resolve(reads, subject, &principals);
        let identity = code.map(|code| Identity::resolve(reads, subject, code));
        let pools: Vec<Address> = market.pools.iter().map(|pool| pool.address).collect();
        let parts = identity.as_ref().zip(origin.as_mut());
        let distribution = parts.map(|(identity, origin)| {
            Distribution::resolve(reads, subject, place, identity, origin, holders, &pools)
        });
        Self {
            origin,
            market,
            identity,
            distribution,
        }
    }
}
