// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.7.0;

import "./Books.sol";

/// Deposits mint and withdrawals burn, one for one with native coin: open to all and backed.
contract WrappedCoin is FreeBooks {
    function deposit() public payable {
        totalSupply += msg.value;
        balanceOf[msg.sender] += msg.value;
        emit Transfer(address(0), msg.sender, msg.value);
    }

    function withdraw(uint256 value) public {
        require(balanceOf[msg.sender] >= value, "balance too low");
        balanceOf[msg.sender] -= value;
        totalSupply -= value;
        emit Transfer(msg.sender, address(0), value);
        (bool sent, ) = msg.sender.call{value: value}("");
        require(sent, "not sent");
    }
}
