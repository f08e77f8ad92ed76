// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.4;

import "./Books.sol";

/// The owner as today's tokens write it: a private slot, custom errors, `_msgSender()`.
contract ModernOwned {
    error Unauthorized(address account);

    address private _owner = msg.sender;

    modifier onlyOwner() {
        if (_owner != _msgSender()) revert Unauthorized(_msgSender());
        _;
    }

    function owner() public view returns (address) {
        return _owner;
    }

    function renounceOwnership() external onlyOwner {
        _owner = address(0);
    }

    function _msgSender() internal view returns (address) {
        return msg.sender;
    }
}

/// A blacklist, a switch and fees behind custom errors, in one launch token of today's make.
contract LaunchToken is Books, ModernOwned {
    error Blocked();
    error TradingClosed();

    mapping(address => bool) private _blocked;
    uint128 private _buyTax = 5;
    uint120 private _sellTax = 5;
    bool private _open;

    function openTrading() external onlyOwner {
        _open = true;
    }

    function setTaxes(uint128 buyTax, uint120 sellTax) external onlyOwner {
        _buyTax = buyTax;
        _sellTax = sellTax;
    }

    function blockAccounts(address[] calldata accounts, bool isBlocked) external onlyOwner {
        for (uint256 i; i < accounts.length; ++i) _blocked[accounts[i]] = isBlocked;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        _update(_msgSender(), to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        _spend(from, value);
        _update(from, to, value);
        return true;
    }

    function _update(address from, address to, uint256 value) private {
        if (_blocked[from] || _blocked[to]) revert Blocked();
        if (!_open && from != owner()) revert TradingClosed();
        uint256 taken = from == owner() ? 0 : value * (uint256(_buyTax) + _sellTax) / 100;
        if (taken > 0) _move(from, address(this), taken);
        unchecked {
            _move(from, to, value - taken);
        }
    }
}

/// The same make, honest: taxes are bounded at 5 % each by a custom error, there is no list and no switch.
contract BoundedLaunchToken is Books, ModernOwned {
    error TaxTooHigh(uint256 tax);

    uint256 private constant MAX_TAX = 5;
    uint128 private _buyTax = 5;
    uint128 private _sellTax = 5;

    function setTaxes(uint128 buyTax, uint128 sellTax) external onlyOwner {
        if (buyTax > MAX_TAX) revert TaxTooHigh(buyTax);
        if (sellTax > MAX_TAX) revert TaxTooHigh(sellTax);
        (_buyTax, _sellTax) = (buyTax, sellTax);
    }

    function transfer(address to, uint256 value) external returns (bool) {
        uint256 taken = value * (uint256(_buyTax) + _sellTax) / 100;
        _move(_msgSender(), address(this), taken);
        _move(_msgSender(), to, value - taken);
        return true;
    }
}
