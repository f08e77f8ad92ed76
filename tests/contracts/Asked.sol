// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.37;

import "./Distributors.sol";
import "./Farms.sol";
import "./Payers.sol";
import "./Strategies.sol";
import "./Vaults.sol";

/// Keeps what a vault sends it, and gives it back to that vault alone.
contract KeepingStrategy {
    Token public immutable token;
    address public immutable vault;

    constructor(Token first, address keptFor) {
        token = first;
        vault = keptFor;
    }

    function want() external view returns (address) {
        return address(token);
    }

    function deposit(uint256) external {}

    function withdraw(uint256 amount) external {
        require(msg.sender == vault, "not the vault");
        require(token.transfer(vault, amount), "not sent");
    }

    function balanceOf() external view returns (uint256) {
        return token.balanceOf(address(this));
    }
}

/// The same, and its maker may send all of it back to the vault before time.
contract RetiringStrategy is KeepingStrategy, Owned {
    constructor(Token first, address keptFor) KeepingStrategy(first, keptFor) {}

    function retire() external onlyOwner {
        require(token.transfer(vault, token.balanceOf(address(this))), "not sent");
    }
}

/// The same, and its maker takes all of it.
contract TakingStrategy is KeepingStrategy, Owned {
    constructor(Token first, address keptFor) KeepingStrategy(first, keptFor) {}

    function panic(address to) external onlyOwner {
        require(token.transfer(to, token.balanceOf(address(this))), "not sent");
    }
}

/// A vault whose strategy is named once.
contract SettledVault is StrategyVault {
    constructor(Token first) {
        asset = first;
    }

    function settle(Strategy first) external {
        require(address(strategy) == address(0), "named already");
        strategy = first;
    }
}

/// A vault whose owner names another strategy whenever he likes.
contract NamedVault is SwappableVault {
    constructor(Token first) {
        asset = first;
    }
}

/// Whom the owner pulls from, of one token.
contract OneTokenCollector is Owned {
    Token public immutable token;

    constructor(Token first) {
        token = first;
    }

    function collect(address from, uint256 amount) external onlyOwner {
        require(token.transferFrom(from, owner, amount), "not sent");
    }
}

/// What looks like a claim, of a token that it was made with.
contract OneTokenClaim is FakeClaim {
    constructor(Token first) {
        token = first;
    }
}

/// Roots that the owner sets again and again.
contract OneTokenDrop is MutableDrop {
    constructor(Token first, bytes32 firstRoot) {
        token = first;
        root = firstRoot;
    }
}

/// The owner sends any token away.
contract OneTokenRescue is RescuingVault {
    constructor(Token first) {
        asset = first;
    }
}

/// A fee on the way out that the owner sets.
contract OneTokenFee is FeeVault {
    constructor(Token first) {
        asset = first;
    }
}

/// What sells tokens for coin.
contract CoinSale is Owned {
    Token public immutable token;
    uint256 public rate = 1000;

    constructor(Token first) {
        token = first;
    }

    function buy(address to) external payable {
        require(msg.value > 0, "nothing paid");
        require(token.transfer(to, msg.value * rate), "not sent");
    }

    function proceeds() external onlyOwner {
        payable(owner).transfer(address(this).balance);
    }
}

/// A comptroller, as far as it is asked.
contract MarketList {
    address[] private listed;

    function list(address market) external {
        listed.push(market);
    }

    function getAllMarkets() external view returns (address[] memory) {
        return listed;
    }

    function markets(address market) external view returns (bool, uint256, bool) {
        for (uint256 i = 0; i < listed.length; i++) {
            if (listed[i] == market) return (true, 75e16, false);
        }
        return (false, 0, false);
    }
}
