namespace Symmetry.Web.Requests;

/// <summary>The requested resource does not exist: status 404.</summary>
internal sealed class NotFoundException(string message) : Exception(message);
