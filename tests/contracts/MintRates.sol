// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// A fiftieth of the supply, and not again within a year.
contract YearlyShare is FreeBooks, Owned {
    uint256 public nextMint;

    function mint(address to, uint256 value) public onlyOwner {
        require(block.timestamp >= nextMint, "too early");
        nextMint = block.timestamp + 365 days;
        require(value <= totalSupply * 2 / 100, "above the share");
        _issue(to, value);
    }
}

/// The same in numbers of 96 bits, with sums and products that are checked by hand.
contract CheckedShare is FreeBooks, Owned {
    uint256 public nextMint;
    uint32 public constant PAUSE = 1 days * 365;
    uint8 public constant SHARE = 2;

    function mint(address to, uint256 raw) public onlyOwner {
        require(block.timestamp >= nextMint, "too early");
        require(to != address(0), "no recipient");
        nextMint = _sum(block.timestamp, PAUSE);
        uint96 value = _narrow(raw);
        require(value <= _product(totalSupply, SHARE) / 100, "above the share");
        _issue(to, value);
    }

    function _narrow(uint256 value) private pure returns (uint96) {
        require(value < 2**96, "above 96 bits");
        return uint96(value);
    }

    function _sum(uint256 a, uint256 b) private pure returns (uint256) {
        uint256 c = a + b;
        require(c >= a, "overflow");
        return c;
    }

    function _product(uint256 a, uint256 b) private pure returns (uint256) {
        if (a == 0) return 0;
        uint256 c = a * b;
        require(c / a == b, "overflow");
        return c;
    }
}

/// A tenth of the supply every week: hardly a bound.
contract WeeklyShare is FreeBooks, Owned {
    uint256 public nextMint;

    function mint(address to, uint256 value) public onlyOwner {
        require(block.timestamp >= nextMint, "too early");
        nextMint = block.timestamp + 7 days;
        require(value <= totalSupply / 10, "above the share");
        _issue(to, value);
    }
}

/// A share, as often as one likes.
contract RepeatedShare is FreeBooks, Owned {
    uint256 public opened;

    function mint(address to, uint256 value) public onlyOwner {
        require(block.timestamp >= opened, "too early");
        require(value <= totalSupply * 2 / 100, "above the share");
        _issue(to, value);
    }
}

/// The time to wait can be cut short by who waits.
contract ImpatientShare is FreeBooks, Owned {
    uint256 public nextMint;

    function hurry(uint256 moment) public onlyOwner {
        nextMint = moment;
    }

    function mint(address to, uint256 value) public onlyOwner {
        require(block.timestamp >= nextMint, "too early");
        nextMint = block.timestamp + 365 days;
        require(value <= totalSupply * 2 / 100, "above the share");
        _issue(to, value);
    }
}

/// A share of what is asked, and a credit of all of it.
contract MaskedShare is FreeBooks, Owned {
    uint256 public nextMint;

    function mint(address to, uint256 value) public onlyOwner {
        require(block.timestamp >= nextMint, "too early");
        nextMint = block.timestamp + 365 days;
        require(uint256(uint96(value)) <= totalSupply * 2 / 100, "above the share");
        _issue(to, value);
    }
}

/// Only the lower half of the number has to be zero.
contract HalfNothing is FreeBooks, Owned {
    function mint(address to, bytes32 word) public onlyOwner {
        uint256 value = uint256(word);
        require(uint128(value) == 0, "something");
        _issue(to, value);
    }
}
