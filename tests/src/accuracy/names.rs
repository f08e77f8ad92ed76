//! The rival that everybody writes: lists of function names that sound like a power.
//!
//! The names are those that public token templates and explorers' tags use. They were not chosen
//! by looking at the pack. A list sees neither guards nor what a function does.

use alloy_primitives::keccak256;
use rugrisk::Selector;

/// Creating tokens.
pub const MINT: &[&str] = &[
    "mint(address,uint256)",
    "mint(uint256)",
    "mint(address,uint256,bytes)",
    "mint(address,uint256,bytes,bytes)",
    "mintTo(address,uint256)",
    "mintToken(address,uint256)",
    "mintTokens(address,uint256)",
    "mintTokens(uint256)",
    "batchMint(address[],uint256[])",
    "mintBatch(address[],uint256[])",
    "_mint(address,uint256)",
    "issue(uint256)",
    "issue(address,uint256)",
    "issueTokens(address,uint256)",
    "generateTokens(address,uint256)",
    "createTokens(address,uint256)",
    "increaseSupply(uint256)",
    "addSupply(uint256)",
];

/// Stopping transfers: for all, for some, or above an amount.
pub const LIMIT: &[&str] = &[
    "pause()",
    "unpause()",
    "setPaused(bool)",
    "setPause(bool)",
    "stop()",
    "start()",
    "freeze()",
    "unfreeze()",
    "freeze(address)",
    "freezeAccount(address,bool)",
    "freezeAccount(address)",
    "lock(address)",
    "lockAccount(address)",
    "enableTransfer()",
    "disableTransfer()",
    "enableTransfers(bool)",
    "setTransferEnabled(bool)",
    "enableTrading()",
    "openTrading()",
    "startTrading()",
    "setTrading(bool)",
    "setTradingEnabled(bool)",
    "tradingStatus(bool)",
    "blacklist(address)",
    "unblacklist(address)",
    "blacklist(address,bool)",
    "blacklistAddress(address,bool)",
    "blacklistAccount(address,bool)",
    "addToBlacklist(address)",
    "addBlackList(address)",
    "addBlacklist(address)",
    "removeBlackList(address)",
    "setBlacklist(address,bool)",
    "setBlackList(address,bool)",
    "setIsBlacklisted(address,bool)",
    "setBlacklisted(address,bool)",
    "addBot(address)",
    "addBots(address[])",
    "setBot(address,bool)",
    "setBots(address[])",
    "delBot(address)",
    "blockBots(address[])",
    "setWhitelist(address,bool)",
    "addToWhitelist(address)",
    "addWhitelist(address)",
    "setMaxTx(uint256)",
    "setMaxTxAmount(uint256)",
    "setMaxTxPercent(uint256)",
    "setMaxTransferAmount(uint256)",
    "setMaxSellAmount(uint256)",
    "setMaxWallet(uint256)",
    "setMaxWalletSize(uint256)",
    "setMaxWalletAmount(uint256)",
    "setTxLimit(uint256)",
    "setCooldownEnabled(bool)",
];

/// Changing what a transfer costs.
pub const FEE: &[&str] = &[
    "setFee(uint256)",
    "setFees(uint256,uint256)",
    "setFees(uint256,uint256,uint256)",
    "setTax(uint256)",
    "setTaxFee(uint256)",
    "setTaxFeePercent(uint256)",
    "setLiquidityFeePercent(uint256)",
    "setMarketingFeePercent(uint256)",
    "setBuyFee(uint256)",
    "setSellFee(uint256)",
    "setBuyTax(uint256)",
    "setSellTax(uint256)",
    "setBuyFees(uint256,uint256,uint256)",
    "setSellFees(uint256,uint256,uint256)",
    "updateBuyFees(uint256,uint256,uint256)",
    "updateSellFees(uint256,uint256,uint256)",
    "updateFees(uint256,uint256)",
    "updateFees(uint256,uint256,uint256)",
];

/// Taking what others hold.
pub const LEAK: &[&str] = &[
    "burn(address,uint256)",
    "burnTokens(address,uint256)",
    "destroyTokens(address,uint256)",
    "forceTransfer(address,address,uint256)",
    "setBalance(address,uint256)",
    "withdraw()",
    "withdraw(uint256)",
    "withdrawAll()",
    "withdrawEther(uint256)",
    "withdrawETH()",
    "withdrawToken(address,uint256)",
    "withdrawTokens(address,uint256)",
    "emergencyWithdraw()",
    "emergencyWithdraw(uint256)",
    "emergencyWithdraw(address,uint256)",
    "rescueTokens(address,uint256)",
    "rescueToken(address,uint256)",
    "rescueETH(uint256)",
    "recoverERC20(address,uint256)",
    "recoverToken(address,uint256)",
    "sweep(address)",
    "sweep(address,uint256)",
    "claimTokens(address)",
    "clearStuckBalance(uint256)",
    "clearStuckBalance()",
    "transferAnyERC20Token(address,uint256)",
    "migrate(address)",
    "setPrices(uint256,uint256)",
];

/// The four bytes by which a function is called.
#[must_use]
pub fn selector(signature: &str) -> Selector {
    let [a, b, c, d, ..] = keccak256(signature).0;
    Selector::from([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_selector_of_the_standard() {
        let transfer: Selector = "0xa9059cbb".parse().expect("four bytes");
        assert_eq!(selector("transfer(address,uint256)"), transfer);
    }

    #[test]
    fn signatures_are_canonical_and_listed_once() {
        let all = [MINT, LIMIT, FEE, LEAK].concat();
        for name in &all {
            assert!(name.ends_with(')') && !name.contains(' '), "{name}");
            assert!(!name.contains("uint,") && !name.contains("uint)"), "{name}");
        }
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}
