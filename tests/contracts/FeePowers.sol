// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22;

import "./Books.sol";
import "./Owned.sol";

/// Each sender has a fee of his own.
contract PersonalFee is Books, Owned {
    mapping(address => uint256) private feeOf;

    function setFeeOf(address account, uint256 percent) public onlyOwner {
        feeOf[account] = percent;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * feeOf[msg.sender] / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// A fee of the sender's own takes the place of the common one; it is part of a struct.
contract PersonalOrCommonFee is Books, Owned {
    struct Terms {
        uint128 since;
        uint128 percent;
    }

    uint256 public common = 3;
    mapping(address => Terms) private terms;

    function setTerms(address account, uint128 percent) public onlyOwner {
        terms[account].since = uint128(block.number);
        terms[account].percent = percent;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        _spend(from, value);
        uint256 percent = common;
        if (terms[from].percent > 0) percent = terms[from].percent;
        uint256 taken = value * percent / 100;
        _move(from, address(this), taken);
        _move(from, to, value - taken);
        return true;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }
}

/// Everybody chooses what he gives himself.
contract OwnTip is Books, Owned {
    mapping(address => uint256) public tip;

    function setTip(uint256 percent) public {
        tip[msg.sender] = percent;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value * tip[msg.sender] / 100;
        _move(msg.sender, address(this), taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// The owner sets how many points a transfer earns; nothing is taken.
contract EarnedPoints is Books, Owned {
    mapping(address => uint256) public rate;
    mapping(address => uint256) public points;

    function setRate(address account, uint256 newRate) public onlyOwner {
        rate[account] = newRate;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        points[msg.sender] += value * rate[msg.sender];
        _move(msg.sender, to, value);
        return true;
    }
}

/// A fixed fee for a wallet that the owner names.
contract SettableWallet is Books, Owned {
    address public wallet;

    function setWallet(address newWallet) public onlyOwner {
        wallet = newWallet;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value / 50;
        _move(msg.sender, wallet, taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// The fee goes to whoever owns the contract.
contract OwnersFee is Books, Owned {
    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value / 50;
        _move(msg.sender, owner, taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// The wallet was named once and for all.
contract FixedWallet is Books {
    address public wallet;

    constructor() public {
        wallet = msg.sender;
    }

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 taken = value / 50;
        _move(msg.sender, wallet, taken);
        _move(msg.sender, to, value - taken);
        return true;
    }
}

/// The wallet that the owner names gets what is sent to this contract, never a part of a transfer.
contract PayoutWallet is FreeBooks, Owned {
    address public wallet;

    function setWallet(address newWallet) public onlyOwner {
        wallet = newWallet;
    }

    function payOut() public {
        _move(address(this), wallet, balanceOf[address(this)]);
    }
}
