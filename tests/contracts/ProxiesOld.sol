// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22 <0.6.0;

/// A proxy of the first years: the implementation in slot 0, replaced by the owner in slot 1.
contract SlotZeroProxy {
    address public implementation;
    address public owner;

    constructor(address logic) public {
        implementation = logic;
        owner = msg.sender;
    }

    function upgradeTo(address logic) public {
        require(msg.sender == owner, "caller is not the owner");
        implementation = logic;
    }

    function () external payable {
        address logic = implementation;
        assembly {
            calldatacopy(0, 0, calldatasize)
            let ok := delegatecall(gas, logic, 0, calldatasize, 0, 0)
            returndatacopy(0, 0, returndatasize)
            switch ok
            case 0 { revert(0, returndatasize) }
            default { return(0, returndatasize) }
        }
    }
}
