//! The pools of the data pack, as the exit models see them.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::TrainError;
use crate::{Holders, Pool, Trades};

/// Pools of one kind with what became of them.
#[derive(Clone, Debug, Default)]
pub struct Pools {
    pub(super) pools: Vec<Pool>,
    pub(super) drained: Vec<bool>,
    pub(super) groups: Vec<u32>,
}

impl Pools {
    /// The pools of `early_pool_features.csv` that are alive after an hour, and after a day.
    ///
    /// # Errors
    /// Where a column is missing, or a label is no number.
    pub fn early(text: &str) -> Result<[Self; 2], TrainError> {
        let (mut hours, mut days) = (Self::default(), Self::default());
        let mut groups = Groups::default();
        let table = Rows::read(text)?;
        for row in table.iter() {
            let (hour, day) = (trades(&row, "1h")?, trades(&row, "24h")?);
            if row.number("alive_at_1h")? == Some(1.0) {
                hours.push(&row, &mut groups, Pool::Hour(hour.clone()))?;
            }
            if row.number("alive_at_24h")? == Some(1.0) {
                days.push(&row, &mut groups, Pool::Day { hour, day })?;
            }
        }
        Ok([hours, days])
    }

    /// The pools of `liquidity_features.csv`: the columns that are a state, none that is a rate.
    ///
    /// # Errors
    /// As for [`early`](Self::early).
    pub fn holders(text: &str) -> Result<Self, TrainError> {
        let mut all = Self::default();
        let mut groups = Groups::default();
        let table = Rows::read(text)?;
        for row in table.iter() {
            let percent = |value: f64| value / 100.0;
            let holders = Holders {
                creator_pool_share: row.number("lp_creator_holding_ratio")?,
                locked_pool_share: row.number("lp_lock_ratio")?,
                mean_pool_share: row.number("lp_avg")?.map(percent),
                pool_share_deviation: row.number("lp_std")?.map(percent),
                burnt_token_share: row.number("token_burn_ratio")?,
                creator_token_share: row.number("token_creator_holding_ratio")?,
            };
            all.push(&row, &mut groups, Pool::Holders(holders))?;
        }
        Ok(all)
    }

    /// The number of pools.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pools.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pools.is_empty()
    }

    /// The pools with whether they were drained, and their group.
    pub fn iter(&self) -> impl Iterator<Item = (&Pool, bool, u32)> {
        let labels = self.drained.iter().zip(&self.groups);
        self.pools
            .iter()
            .zip(labels)
            .map(|(pool, (drained, group))| (pool, *drained, *group))
    }

    pub(super) fn select(&self, rows: &[usize]) -> Self {
        Self {
            pools: rows.iter().map(|row| self.pools[*row].clone()).collect(),
            drained: rows.iter().map(|row| self.drained[*row]).collect(),
            groups: rows.iter().map(|row| self.groups[*row]).collect(),
        }
    }

    fn push(&mut self, row: &Row<'_>, groups: &mut Groups, pool: Pool) -> Result<(), TrainError> {
        self.pools.push(pool);
        self.drained.push(row.number("label")? == Some(1.0));
        self.groups.push(groups.number(row.text("group")?));
        Ok(())
    }
}

#[derive(Default)]
struct Groups(BTreeMap<String, u32>);

impl Groups {
    fn number(&mut self, name: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(name.to_owned()).or_insert(next)
    }
}

struct Rows {
    columns: BTreeMap<String, usize>,
    cells: Vec<StringRecord>,
}

struct Row<'a> {
    columns: &'a BTreeMap<String, usize>,
    cells: &'a StringRecord,
}

impl Rows {
    fn read(text: &str) -> Result<Self, TrainError> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names = reader.headers()?.iter().map(str::to_owned);
        Ok(Self {
            columns: names.zip(0..).collect(),
            cells: reader.records().collect::<Result<_, _>>()?,
        })
    }

    fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.cells.iter().map(|cells| Row {
            columns: &self.columns,
            cells,
        })
    }
}

impl Row<'_> {
    fn text(&self, column: &str) -> Result<&str, TrainError> {
        let cell = self
            .columns
            .get(column)
            .and_then(|index| self.cells.get(*index));
        cell.ok_or_else(|| TrainError::Missing {
            column: column.to_owned(),
        })
    }

    /// None for an empty cell.
    fn number(&self, column: &str) -> Result<Option<f64>, TrainError> {
        match self.text(column)? {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| TrainError::Number {
                column: column.to_owned(),
                text: text.to_owned(),
            }),
        }
    }
}

fn trades(row: &Row<'_>, window: &str) -> Result<Trades, TrainError> {
    let number = |column: &str| row.number(&format!("{column}_{window}"));
    Ok(Trades {
        deposit: number("init_weth")?,
        growth: number("weth_growth")?,
        price: number("price_ret")?,
        fall: number("weth_mdd")?,
        syncs: number("n_sync")?,
        deposits: number("n_add")?,
        withdrawals: number("n_remove")?,
        buys: number("n_buy")?,
        sells: number("n_sell")?,
        bought: number("buy_vol")?,
        sold: number("sell_vol")?.map(f64::abs),
        largest_buy: number("max_buy")?,
        blocks: number("blocks_active")?,
        idle: number("idle")?,
        first_depositor_share: number("lp_first_minter_share")?,
        top_share: number("lp_top_share")?,
    })
}
