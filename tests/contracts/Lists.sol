// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// One revert for both ends of the transfer, as most blacklist tokens write it.
contract BlacklistToken is Books, Owned {
    mapping(address => bool) private _isBlacklisted;

    function setBlacklisted(address account, bool listed) public onlyOwner {
        _isBlacklisted[account] = listed;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        _checked(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        _spend(from, value);
        _checked(from, to, value);
        return true;
    }

    function _checked(address from, address to, uint256 value) private {
        if (_isBlacklisted[from] || _isBlacklisted[to]) revert("blacklisted");
        _move(from, to, value);
    }
}

/// Bots are listed by the array, in one call.
contract BotList is Books, Owned {
    mapping(address => bool) private bots;

    function setBots(address[] memory accounts) public onlyOwner {
        for (uint256 i = 0; i < accounts.length; i++) {
            bots[accounts[i]] = true;
        }
    }

    function delBot(address account) public onlyOwner {
        bots[account] = false;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(!bots[msg.sender] && !bots[to], "bot");
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(!bots[from] && !bots[to], "bot");
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// The flag stands beside the balance in a struct, and is a number.
contract FrozenAccounts is Owned {
    struct Account {
        uint256 balance;
        uint8 status;
    }

    mapping(address => Account) private accounts;
    uint256 public totalSupply = 1000000 ether;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor() public {
        accounts[msg.sender].balance = totalSupply;
    }

    function balanceOf(address account) public view returns (uint256) {
        return accounts[account].balance;
    }

    function setStatus(address account, uint8 status) public onlyOwner {
        accounts[account].status = status;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(accounts[msg.sender].status != 2, "frozen");
        require(accounts[msg.sender].balance >= value, "balance too low");
        accounts[msg.sender].balance -= value;
        accounts[to].balance += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }
}

/// Nothing reverts: the transfer of a listed account reports success and moves nothing.
contract SilentRefusal is Books, Owned {
    mapping(address => bool) private ignored;

    function ignore(address account, bool isIgnored) public onlyOwner {
        ignored[account] = isIgnored;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        if (ignored[msg.sender]) return true;
        _move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        if (ignored[from]) return true;
        _spend(from, value);
        _move(from, to, value);
        return true;
    }
}

/// A list of accounts that pay no fee: being on it opens, and being off it does not block.
contract FeeExemptList is Books, Owned {
    mapping(address => bool) public isExcludedFromFee;

    function setExcluded(address account, bool excluded) public onlyOwner {
        isExcludedFromFee[account] = excluded;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 fee = isExcludedFromFee[msg.sender] ? 0 : value / 100;
        _move(msg.sender, address(this), fee);
        _move(msg.sender, to, value - fee);
        return true;
    }
}
