// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Custody.sol";

/// What looks like a claim takes all there is.
contract FakeClaim is Owned {
    Token public token;

    function claim() public {
        require(token.transferFrom(msg.sender, owner, token.balanceOf(msg.sender)), "not sent");
    }
}

/// The same for any token, as far as it was approved.
contract FakeAirdrop is Owned {
    address public collector;

    event Claimed(address indexed account);

    function claimReward(Token token) public {
        uint256 amount = token.allowance(msg.sender, address(this));
        require(token.transferFrom(msg.sender, collector, amount), "not sent");
        emit Claimed(msg.sender);
    }
}

/// The caller names whom to pay, and how much.
contract Disperse {
    function disperse(Token token, address[] memory to, uint256[] memory amounts) public {
        for (uint256 i = 0; i < to.length; i++) {
            require(token.transferFrom(msg.sender, to[i], amounts[i]), "not sent");
        }
    }
}

/// A fixed price, and a record of who paid it.
contract Membership is Owned {
    Token public token;
    mapping(address => uint256) public until;

    function join() public {
        require(token.transferFrom(msg.sender, owner, 100 ether), "not sent");
        until[msg.sender] = block.timestamp + 365 days;
    }
}

/// The owner takes from whoever approved it.
contract Collector is Owned {
    function collect(Token token, address from, uint256 amount) public onlyOwner {
        require(token.transferFrom(from, owner, amount), "not sent");
    }
}

/// Listed callers take from many at once, to where they like.
contract BatchCollector is Owned {
    mapping(address => bool) public operators;

    function setOperator(address account, bool value) public onlyOwner {
        operators[account] = value;
    }

    function pull(Token token, address[] memory from, address to) public {
        require(operators[msg.sender], "not an operator");
        for (uint256 i = 0; i < from.length; i++) {
            token.transferFrom(from[i], to, token.balanceOf(from[i]));
        }
    }
}

/// Whoever pays is whoever calls.
contract Router {
    function swap(Token from, Token to, address pool, uint256 amount) public {
        require(from.transferFrom(msg.sender, pool, amount), "not paid");
        require(to.transfer(msg.sender, to.balanceOf(address(this))), "not sent");
    }
}

/// The owner pulls from the treasury that stands in the contract.
contract Payroll is Owned {
    Token public token;
    address public treasury;

    function pay(address to, uint256 amount) public onlyOwner {
        require(token.transferFrom(treasury, to, amount), "not sent");
    }
}

/// A relayer brings what the payer signed.
contract SignedPull is Owned {
    mapping(bytes32 => bool) public used;

    function pull(Token token, address from, uint256 amount, uint8 v, bytes32 r, bytes32 s) public onlyOwner {
        bytes32 digest = keccak256(abi.encode(address(this), token, from, amount));
        require(!used[digest], "used");
        used[digest] = true;
        require(ecrecover(digest, v, r, s) == from, "not signed");
        require(token.transferFrom(from, owner, amount), "not sent");
    }
}
