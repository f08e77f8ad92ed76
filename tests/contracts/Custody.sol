// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.6.5;

import "./Owned.sol";

interface Token {
    function balanceOf(address account) external view returns (uint256);
    function allowance(address owner, address spender) external view returns (uint256);
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
    function approve(address spender, uint256 value) external returns (bool);
    function mint(address to, uint256 value) external;
}

/// People pay one token in, are owed it in a book, and get it out.
contract Deposits is Owned {
    Token public asset;
    uint256 public total;
    mapping(address => uint256) public deposited;

    event Deposited(address indexed account, uint256 amount);

    function deposit(uint256 amount) public virtual {
        require(asset.transferFrom(msg.sender, address(this), amount), "not paid");
        deposited[msg.sender] += amount;
        total += amount;
        emit Deposited(msg.sender, amount);
    }

    function withdraw(uint256 amount) public virtual {
        _owe(msg.sender, amount);
        require(asset.transfer(msg.sender, amount), "not sent");
    }

    function _owe(address account, uint256 amount) internal {
        require(deposited[account] >= amount, "more than deposited");
        deposited[account] -= amount;
        total -= amount;
    }

    /// Like the wrappers that cope with tokens that return nothing.
    function _send(Token token, address to, uint256 amount) internal {
        (bool done, bytes memory answer) = address(token).call(
            abi.encodeWithSelector(token.transfer.selector, to, amount)
        );
        require(done && (answer.length == 0 || abi.decode(answer, (bool))), "not sent");
    }
}

/// The same with native coin.
contract CoinDeposits is Owned {
    mapping(address => uint256) public deposited;

    function deposit() public payable virtual {
        deposited[msg.sender] += msg.value;
    }

    function withdraw(uint256 amount) public virtual {
        require(deposited[msg.sender] >= amount, "more than deposited");
        deposited[msg.sender] -= amount;
        (bool done, ) = msg.sender.call{value: amount}("");
        require(done, "not sent");
    }
}
