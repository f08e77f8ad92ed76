// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.0;

/// Delegates to itself only, to make several calls in one.
contract SelfMulticall {
    mapping(address => uint256) public marks;

    function mark(uint256 value) external {
        marks[msg.sender] = value;
    }

    function multicall(bytes[] calldata calls) external {
        for (uint256 i = 0; i < calls.length; i++) {
            (bool ok, ) = address(this).delegatecall(calls[i]);
            require(ok, "call failed");
        }
    }
}
