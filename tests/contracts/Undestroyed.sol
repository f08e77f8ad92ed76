// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.4.22 <0.8.0;

import "./Books.sol";

/// A wallet that its maker's factory can create; it is killable, the factory is not.
contract KillableWallet {
    address private owner;

    constructor() public {
        owner = msg.sender;
    }

    function kill() public {
        require(msg.sender == owner);
        selfdestruct(msg.sender);
    }
}

/// The child's creation code, with its SELFDESTRUCT, is data here and never executed.
contract WalletFactory {
    event Created(address wallet);

    function create() public returns (address wallet) {
        wallet = address(new KillableWallet());
        emit Created(wallet);
    }
}

/// Constants full of 0xff and 0x33ff bytes: a byte scan finds what execution never meets.
contract BytesOfDestruction is FreeBooks {
    bytes32 public constant MARK = 0x33ff33ff33ff33ff33ff33ff33ff33ff33ff33ff33ff33ff33ff33ff33ff33ff;

    function mix(uint256 value) public pure returns (uint256) {
        return value ^ 0x5bff5bff5bff5bff5bff5bff5bff5bff5bff5bff5bff5bff5bff5bff5bff5bff;
    }
}
