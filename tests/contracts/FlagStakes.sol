// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Owned.sol";

/// People stake a fixed amount of coin and are entered as a flag; the owner says who gets it back.
contract FlagStakes is Owned {
    struct Judge {
        bool banned;
        mapping(uint256 => bool) staked;
        mapping(uint256 => bool) cleared;
    }

    uint256 public stakeOf;
    mapping(address => Judge) private judges;

    function setStake(uint256 amount) public onlyOwner {
        stakeOf = amount;
    }

    function stake(uint256 which) public payable {
        require(msg.value == stakeOf, "not the stake");
        require(!judges[msg.sender].staked[which], "staked before");
        judges[msg.sender].staked[which] = true;
    }

    function acquit(address judge, uint256 which) public onlyOwner {
        judges[judge].cleared[which] = true;
    }

    function takeBack(uint256 which) public {
        require(judges[msg.sender].cleared[which], "not cleared");
        judges[msg.sender].cleared[which] = false;
        (bool done, ) = msg.sender.call{value: stakeOf}("");
        require(done, "not sent");
    }
}

/// The owner sends stakes anywhere.
contract FlagStakesTaken is FlagStakes {
    function payOut(address payable to, uint256 amount) public onlyOwner {
        (bool done, ) = to.call{value: amount}("");
        require(done, "not sent");
    }
}

/// Whoever is listed takes all that others staked, once.
contract FlagStakesSwept is FlagStakes {
    mapping(address => bool) public keepers;

    function name(address keeper) public onlyOwner {
        keepers[keeper] = true;
    }

    function sweep() public {
        require(keepers[msg.sender], "not listed");
        keepers[msg.sender] = false;
        (bool done, ) = msg.sender.call{value: address(this).balance}("");
        require(done, "not sent");
    }
}

/// A pot that the owner filled: whoever is listed claims a fixed part of it once, and the rest goes back.
contract ListedClaims is Owned {
    uint256 public part = 1 ether;
    mapping(address => bool) public listed;

    function fill() public payable onlyOwner {}

    function list(address account) public onlyOwner {
        listed[account] = true;
    }

    function claim() public {
        require(listed[msg.sender], "not listed");
        listed[msg.sender] = false;
        (bool done, ) = msg.sender.call{value: part}("");
        require(done, "not sent");
    }

    function takeRest() public onlyOwner {
        (bool done, ) = msg.sender.call{value: address(this).balance}("");
        require(done, "not sent");
    }
}
