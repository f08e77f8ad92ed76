// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// The owner moves what an account has to a book that no transfer reads, and back.
contract PutAsideToken is FreeBooks, Owned {
    mapping(address => uint256) public setAside;

    function hold(address account, uint256 value) public onlyOwner {
        require(balanceOf[account] >= value, "balance too low");
        balanceOf[account] -= value;
        setAside[account] += value;
    }

    function release(address account, uint256 value) public onlyOwner {
        require(setAside[account] >= value, "less is set aside");
        setAside[account] -= value;
        balanceOf[account] += value;
    }
}

/// The same in one word of a struct, all at once.
contract AllAsideToken is FreeBooks, Owned {
    struct Case {
        uint256 value;
        uint256 since;
    }

    mapping(address => Case) public cases;

    function open(address account) public onlyOwner {
        uint256 value = balanceOf[account];
        cases[account].value += value;
        cases[account].since = block.timestamp;
        balanceOf[account] = 0;
    }

    function close(address account) public onlyOwner {
        balanceOf[account] += cases[account].value;
        cases[account].value = 0;
    }
}

/// What is given back is what the owner entered: tokens out of nothing.
contract EnteredAside is FreeBooks, Owned {
    mapping(address => uint256) public setAside;

    function enter(address account, uint256 value) public onlyOwner {
        setAside[account] = value;
    }

    function hold(address account, uint256 value) public onlyOwner {
        require(balanceOf[account] >= value, "balance too low");
        balanceOf[account] -= value;
        setAside[account] += value;
    }

    function release(address account, uint256 value) public onlyOwner {
        require(setAside[account] >= value, "less is set aside");
        setAside[account] -= value;
        balanceOf[account] += value;
    }
}

/// Nobody asks whether that much was put aside: the entry wraps, and the tokens are new.
contract WrappingAside is FreeBooks, Owned {
    mapping(address => uint256) public setAside;

    function hold(address account, uint256 value) public onlyOwner {
        require(balanceOf[account] >= value, "balance too low");
        balanceOf[account] -= value;
        setAside[account] += value;
    }

    function release(address account, uint256 value) public onlyOwner {
        // As `unchecked` does it, in the words of every version.
        setAside[account] = setAside[account] + (~value + 1);
        balanceOf[account] += value;
    }
}

/// What one account was debited for is put aside twice: half of it comes from nowhere.
contract DoubledAside is FreeBooks, Owned {
    mapping(address => uint256) public setAside;

    function hold(address account, address friend, uint256 value) public onlyOwner {
        require(balanceOf[account] >= value, "balance too low");
        balanceOf[account] -= value;
        setAside[account] += value;
        setAside[friend] += value;
    }

    function release(address account, uint256 value) public onlyOwner {
        require(setAside[account] >= value, "less is set aside");
        setAside[account] -= value;
        balanceOf[account] += value;
    }
}

/// Everybody stakes what is his own; the owner may only send a stake back early.
contract OwnStakes is FreeBooks, Owned {
    mapping(address => uint256) public staked;

    function stake(uint256 value) public {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] -= value;
        staked[msg.sender] += value;
    }

    function unstake(uint256 value) public {
        require(staked[msg.sender] >= value, "less is staked");
        staked[msg.sender] -= value;
        balanceOf[msg.sender] += value;
    }

    function sendBack(address account) public onlyOwner {
        balanceOf[account] += staked[account];
        staked[account] = 0;
    }
}

/// The owner gives away his own tokens, which are released later.
contract OwnerVests is FreeBooks, Owned {
    mapping(address => uint256) public vesting;
    uint256 public start;

    constructor() public {
        start = block.timestamp + 365 days;
    }

    function grant(address account, uint256 value) public onlyOwner {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] -= value;
        vesting[account] += value;
    }

    function claim() public {
        require(block.timestamp >= start, "too early");
        uint256 value = vesting[msg.sender];
        vesting[msg.sender] = 0;
        balanceOf[msg.sender] += value;
    }

    function deliver(address account) public onlyOwner {
        uint256 value = vesting[account];
        vesting[account] = 0;
        balanceOf[account] += value;
    }
}

/// Votes are escrowed by those who cast them.
contract VoteEscrow is FreeBooks, Owned {
    mapping(uint256 => mapping(address => uint256)) public escrow;
    uint256 public poll;

    function openPoll() public onlyOwner {
        poll += 1;
    }

    function vote(uint256 value) public {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] -= value;
        escrow[poll][msg.sender] += value;
    }

    function takeBack(uint256 which) public {
        uint256 value = escrow[which][msg.sender];
        escrow[which][msg.sender] = 0;
        balanceOf[msg.sender] += value;
    }
}
