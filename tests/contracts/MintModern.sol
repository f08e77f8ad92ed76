// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.4;

import "./Books.sol";

/// Custom errors, `_msgSender()` and unchecked arithmetic around the same owner mint.
contract UncheckedMint is FreeBooks {
    error Unauthorized(address account);

    address private _owner = msg.sender;

    function owner() public view returns (address) {
        return _owner;
    }

    function renounceOwnership() external {
        _checkOwner();
        _owner = address(0);
    }

    function airdrop(address to, uint256 value) external {
        _checkOwner();
        unchecked {
            totalSupply += value;
            balanceOf[to] += value;
        }
        emit Transfer(address(0), to, value);
    }

    function _checkOwner() internal view {
        if (owner() != _msgSender()) revert Unauthorized(_msgSender());
    }

    function _msgSender() internal view returns (address) {
        return msg.sender;
    }
}

/// The ledger is written in assembly: slots are computed by hand.
contract AssemblyMint is FreeBooks {
    address public owner = msg.sender;

    function mint(address to, uint256 value) external {
        require(msg.sender == owner);
        assembly {
            sstore(totalSupply.slot, add(sload(totalSupply.slot), value))
            mstore(0x00, to)
            mstore(0x20, balanceOf.slot)
            let entry := keccak256(0x00, 0x40)
            sstore(entry, add(sload(entry), value))
        }
        emit Transfer(address(0), to, value);
    }
}
